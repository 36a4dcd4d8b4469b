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
    private static final int REPORT_COLUMNS = 5;

    /** Ours has the name of the platform's function, which would stop the first migration. */
    private static final String MAKE_WAY =
            """
            DO $$
            BEGIN
                IF to_regclass('cv.tenants') IS NULL
                    AND to_regprocedure('public.create_tenant_schema(TEXT)') IS NOT NULL THEN
                    ALTER FUNCTION public.create_tenant_schema(TEXT) RENAME TO former_create_tenant_schema;
                END IF;
            END
            $$""";

    private final DatabaseSettings settings;
    private final DatabaseUrl url;
    private final BoxLists boxes;

    /** What the platform's boxes are where they are bare lists of four numbers. */
    public enum BoxLists {
        /** Unknown: images with such boxes are not shown. */
        UNKNOWN(""),
        /** {@code [x, y, width, height]}. */
        COCO("coco"),
        /** {@code [x1, y1, x2, y2]}. */
        XYXY("xyxy");

        private final String word;

        BoxLists(String word) {
            this.word = word;
        }

        /**
         * By its word.
         *
         * @throws IllegalArgumentException naming word and cure
         */
        public static BoxLists of(String word) {
            return switch (word) {
                case "coco" -> COCO;
                case "xyxy" -> XYXY;
                default ->
                        throw new IllegalArgumentException(
                                "--boxes is '"
                                        + word
                                        + "'; give coco for [x, y, width, height] or xyxy for"
                                        + " [x1, y1, x2, y2]");
            };
        }
    }

    /**
     * @param settings the database, and how long to wait for it
     * @param boxes how lists of four numbers are read
     */
    public PlatformImport(DatabaseSettings settings, BoxLists boxes) {
        this.settings = settings;
        this.url = settings.url();
        this.boxes = boxes;
    }

    /**
     * What came of one old table.
     *
     * @param table its schema, as it is called now, and name
     * @param tenant owner of the rows
     * @param found rows in the old table, all of which are here now
     * @param added rows that were not here before
     * @param shown images whose findings the bridge shows; null for other tables
     */
    public record ImportedTable(String table, String tenant, long found, long added, Long shown) {

        /** As a line of a report. */
        @Override
        public String toString() {
            String line = "%s of %s: %d rows, %d new".formatted(table, tenant, found, added);
            return shown == null ? line : line + ", findings of %d shown".formatted(shown);
        }
    }

    /**
     * Takes what would be in the way of the first migration out of it; call it before. Does nothing
     * where there is nothing, or the migration has run.
     *
     * @throws MigrationException when the database cannot be reached or refuses
     */
    public void makeWay() {
        DatabaseGate.await(settings);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(MAKE_WAY);
        } catch (SQLException e) {
            throw new MigrationException(
                    "Cannot rename the replaced platform's function create_tenant_schema in "
                            + url
                            + ": "
                            + e.getMessage().strip(),
                    e);
        }
    }

    /**
     * Imports into a database that has all migrations.
     *
     * @return by table and tenant; empty where there are no old schemas
     * @throws MigrationException when the database refuses, with nothing changed
     */
    public List<ImportedTable> run() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (boxes != BoxLists.UNKNOWN) {
                statement.execute("SET cv.import_boxes = '" + boxes.word + "'");
            }
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

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
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
                            result.getLong(4),
                            result.getObject(5, Long.class)));
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
