package ke.co.datacraft.cv.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the rows of the replaced platform, whose schemas {@code cv_tenant_NAME} lie in the same
 * database, into the tables of this one: {@code platform/import.sql}. May run again; all in one
 * transaction, which fails unless every old row is here afterwards.
 */
public final class PlatformImport {

    private static final String SCRIPT = "/platform/import.sql";
    private static final int REPORT_COLUMNS = 4;

    private final DatabaseUrl url;

    /**
     * @param url a database that has all migrations
     */
    public PlatformImport(DatabaseUrl url) {
        this.url = url;
    }

    /**
     * What came of one old table.
     *
     * @param table its schema, as it is called now, and name
     * @param tenant owner of the rows
     * @param found rows in the old table, all of which are here now
     * @param added rows that were not here before
     */
    public record ImportedTable(String table, String tenant, long found, long added) {

        /** As a line of a report. */
        @Override
        public String toString() {
            return "%s of %s: %d rows, %d new".formatted(table, tenant, found, added);
        }
    }

    /**
     * Imports.
     *
     * @return by table and tenant; empty where there are no old schemas
     * @throws MigrationException when the database refuses, with nothing changed
     */
    public List<ImportedTable> run() {
        try (Connection connection =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            List<ImportedTable> imported = new ArrayList<>();
            boolean rows = statement.execute(script());
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    read(statement.getResultSet(), imported);
                }
                rows = statement.getMoreResults();
            }
            return List.copyOf(imported);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Cannot import the replaced platform's rows into "
                            + url
                            + ": "
                            + e.getMessage().strip(),
                    e);
        }
    }

    /** The report is the only result of so many columns. */
    private static void read(ResultSet result, List<ImportedTable> imported) throws SQLException {
        if (result.getMetaData().getColumnCount() != REPORT_COLUMNS) {
            return;
        }
        while (result.next()) {
            imported.add(
                    new ImportedTable(
                            result.getString(1),
                            result.getString(2),
                            result.getLong(3),
                            result.getLong(4)));
        }
    }

    private static String script() {
        try (InputStream script = PlatformImport.class.getResourceAsStream(SCRIPT)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + SCRIPT, e);
        }
    }
}
