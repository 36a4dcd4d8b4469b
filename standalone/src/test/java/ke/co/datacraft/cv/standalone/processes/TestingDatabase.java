package ke.co.datacraft.cv.standalone.processes;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;

/** A migrated database and what is in it. */
final class TestingDatabase implements AutoCloseable {

    private final String url;
    private static final Pattern TIMES_OF_DOCUMENT =
            Pattern.compile(
                    "\\\\\"(?:\\w+_ms|process_time|cached)\\\\\":(?:\\\\\"[^\"]*\\\\\"|[\\w.+-]+),?");

    private final Connection connection;

    private TestingDatabase(String url) throws SQLException {
        this.url = url;
        this.connection = connect(url);
    }

    /**
     * Creates a database and its tables.
     *
     * @param server URL of another database of the same server
     * @param name name of the new one
     */
    static TestingDatabase create(String server, String name) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        String url = server.substring(0, server.lastIndexOf('/') + 1) + name;
        new Migrator(DatabaseSettings.of(DatabaseUrl.parse(url))).migrate();
        return new TestingDatabase(url);
    }

    /** URL with user and password. */
    String url() {
        return url;
    }

    /** Stays open until this is closed. */
    Connection connection() {
        return connection;
    }

    /** The number that a query gives. */
    long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /**
     * Rows of a table by id, as JSON, without what differs from run to run.
     *
     * @param table name in schema {@code cv}
     * @param volatileColumns columns to leave out, separated by commas
     */
    Map<String, String> rows(String table, String volatileColumns) throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(
                                "SELECT t.id::text, (to_jsonb(t) - '{%s}'::text[])::text FROM cv.%s t"
                                        .formatted(volatileColumns, table))) {
            while (result.next()) {
                rows.put(result.getString(1), withoutTimes(result.getString(2)));
            }
        }
        return rows;
    }

    /** Leaves out of a result's document what columns leave out by name. */
    private static String withoutTimes(String row) {
        return TIMES_OF_DOCUMENT.matcher(row).replaceAll("");
    }

    /** Runs a statement. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Connection connect(String url) throws SQLException {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        return DriverManager.getConnection(parsed.jdbcUrl(), parsed.user(), parsed.password());
    }
}
