package ke.co.datacraft.cv.jobs.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Text of statements that insert a row or, where its key exists, update it. */
final class Upsert {

    /** Which step made a result, and of what; in every table of results. */
    static final String STEP_COLUMNS =
            " step region_step region_index region_label region_bbox::jsonb";

    private static final String CAST = "::";

    private Upsert() {}

    /**
     * One row by the key {@code (tenant_id, id)}.
     *
     * @param table name with schema
     * @param columns names separated by blanks in the order of the parameters; {@code name::type}
     *     casts
     * @param insertOnly names of columns that an update leaves alone, separated by blanks
     */
    static String row(String table, String columns, String insertOnly) {
        return "INSERT INTO "
                + table
                + " ("
                + String.join(", ", names(columns))
                + ") VALUES ("
                + String.join(", ", placeholders(columns))
                + ")"
                + onConflict(names(columns), insertOnly);
    }

    /** The clause that updates every column but the key and those that only an insert sets. */
    static String onConflict(List<String> columns, String insertOnly) {
        Set<String> kept =
                Arrays.stream(("tenant_id id " + insertOnly).trim().split("\\s+"))
                        .collect(Collectors.toSet());
        return columns.stream()
                .filter(column -> !kept.contains(column))
                .map(column -> column + " = EXCLUDED." + column)
                .collect(
                        Collectors.joining(
                                ", ", " ON CONFLICT (tenant_id, id) DO UPDATE SET ", ""));
    }

    /** Names of columns that may have a cast. */
    static List<String> names(String columns) {
        return Arrays.stream(columns.trim().split("\\s+")).map(Upsert::name).toList();
    }

    /** Parameters of columns that may have a cast. */
    static List<String> placeholders(String columns) {
        return Arrays.stream(columns.trim().split("\\s+")).map(Upsert::placeholder).toList();
    }

    private static String name(String specification) {
        return specification.split(CAST)[0];
    }

    private static String placeholder(String specification) {
        String[] parts = specification.split(CAST);
        return parts.length == 1 ? "?" : "CAST(? AS " + parts[1] + ")";
    }
}
