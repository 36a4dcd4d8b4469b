package ke.co.datacraft.cv.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Inserts a row into any table: columns that must have a value get one of their type. */
final class AnyRow {

    /** Values for columns whose constraints want more than the type. */
    private static final Map<String, String> VALUES =
            Map.of(
                    "api_keys.hash", "sha256('key')",
                    "api_keys.roles", "'{viewer}'",
                    "heat_maps.cells", "'{0}'");

    private AnyRow() {}

    /**
     * @param table table in schema cv, without the schema
     * @param tenant tenant of the row
     */
    static void insert(Connection connection, String table, String tenant) throws SQLException {
        StringJoiner names = new StringJoiner(", ");
        StringJoiner values = new StringJoiner(", ");
        for (String column : requiredColumns(connection, table)) {
            String[] parts = column.split(" ", 2);
            names.add(parts[0]);
            values.add(VALUES.getOrDefault(table + "." + parts[0], value(parts[1])));
        }
        TestingDatabase.rows(
                connection,
                "INSERT INTO cv.%s (tenant_id%s) VALUES (?%s)"
                        .formatted(
                                table,
                                names.length() == 0 ? "" : ", " + names,
                                values.length() == 0 ? "" : ", " + values),
                tenant);
    }

    private static List<String> requiredColumns(Connection connection, String table)
            throws SQLException {
        return TestingDatabase.rows(
                connection,
                """
                SELECT quote_ident(column_name), data_type FROM information_schema.columns
                WHERE table_schema = 'cv' AND table_name = ? AND is_nullable = 'NO'
                  AND column_default IS NULL AND is_identity = 'NO' AND column_name <> 'tenant_id'
                ORDER BY ordinal_position
                """,
                table);
    }

    private static String value(String type) {
        return switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "text", "character varying" -> "left(gen_random_uuid()::text, 12)";
            case "jsonb" -> "'{}'";
            case "bytea" -> "'\\x00'";
            case "boolean" -> "true";
            case "ARRAY" -> "'{}'";
            case "timestamp with time zone" -> "now()";
            default -> "1";
        };
    }
}
