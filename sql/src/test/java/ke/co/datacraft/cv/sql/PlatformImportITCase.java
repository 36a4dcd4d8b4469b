package ke.co.datacraft.cv.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ke.co.datacraft.cv.sql.PlatformImport.BoxLists;
import ke.co.datacraft.cv.sql.PlatformImport.ImportedTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tables as the replaced platform left them, with rows in, and what becomes of them. */
class PlatformImportITCase {

    private static final int JOBS = 12;
    private static final int IMAGES = 22;

    /** Those of files 0, 1, 2, 6 and 8: the others' sizes or boxes cannot be read. */
    private static final int SHOWN = 10;

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    private static final Supplier<DatabaseSettings> SETTINGS =
            () -> DatabaseSettings.of(DATABASE.url());

    @BeforeAll
    static void migrate() {
        new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();
    }

    @BeforeEach
    void fill() throws SQLException, IOException {
        tenant("cv_tenant_template");
        tenant("cv_tenant_acme");
        rows("cv_tenant_acme", "acme");
        tenant("cv_tenant_globex");
        // The schema's name and the rows' tenant may differ in case.
        rows("cv_tenant_globex", "Globex");
        tenant("cv_tenant_silent");
    }

    @AfterEach
    void remove() throws SQLException {
        for (String tenant : List.of("acme", "Globex", "globex", "silent")) {
            DATABASE.rows("SELECT cv.drop_tenant_schema(?)", tenant);
        }
        for (String old : List.of("template", "acme", "globex", "silent")) {
            DATABASE.execute("DROP SCHEMA IF EXISTS cv_former_" + old + " CASCADE");
            DATABASE.execute("DROP SCHEMA IF EXISTS cv_tenant_" + old + " CASCADE");
        }
    }

    @Test
    void everyRowComesOverOnce() throws SQLException {
        assertThat(run())
                .containsExactly(
                        new ImportedTable(
                                "cv_former_acme.image_processing",
                                "acme",
                                IMAGES,
                                IMAGES,
                                (long) SHOWN),
                        new ImportedTable(
                                "cv_former_acme.object_detections", "acme", IMAGES, IMAGES, null),
                        new ImportedTable(
                                "cv_former_acme.processing_jobs", "acme", JOBS, JOBS, null),
                        new ImportedTable(
                                "cv_former_globex.image_processing",
                                "Globex",
                                IMAGES,
                                IMAGES,
                                (long) SHOWN),
                        new ImportedTable(
                                "cv_former_globex.object_detections",
                                "Globex",
                                IMAGES,
                                IMAGES,
                                null),
                        new ImportedTable(
                                "cv_former_globex.processing_jobs", "Globex", JOBS, JOBS, null));
        assertThat(run()).extracting(ImportedTable::added).containsOnly(0L);

        assertThat(DATABASE.rows("SELECT tenant_id FROM cv.list_tenants()"))
                .contains("acme", "Globex", "silent")
                .doesNotContain("template", "globex");
        assertThat(DATABASE.rows("SELECT count(*) FROM cv_tenant_acme.processing_jobs"))
                .containsExactly(Integer.toString(JOBS));
        assertThat(DATABASE.rows("SELECT * FROM cv.find_orphans()")).isEmpty();
    }

    @Test
    void whatColumnsMeanTheSameKeepsItsValue() throws SQLException {
        run();

        assertThat(
                        DATABASE.rows(
                                """
                                SELECT count(*) FROM cv.object_detections n
                                JOIN (SELECT * FROM cv_former_acme.object_detections) o USING (
                                    tenant_id, id, job_id, image_id, detection_model, model_version,
                                    detected_objects, total_objects, detection_confidence,
                                    inference_time_ms, image_resolution, created_by, created_at)
                                """))
                .containsExactly(Integer.toString(IMAGES));
        assertThat(
                        DATABASE.rows(
                                """
                                SELECT count(*) FROM cv.processing_jobs n
                                JOIN (SELECT * FROM cv_former_acme.processing_jobs) o USING (
                                    tenant_id, id, job_name, processing_type, content_type,
                                    progress_percentage, input_file_path, processing_parameters,
                                    retry_count, max_retries, priority, created_by, created_at)
                                """))
                .containsExactly(Integer.toString(JOBS));
    }

    @Test
    void jobsHaveOneOfOurStatesAndThoseThatNeverEndedSaySo() throws SQLException {
        run();

        assertThat(
                        DATABASE.rows(
                                """
                                SELECT status, total_images, error_message, count(*) FROM cv.processing_jobs
                                WHERE tenant_id = 'acme' AND job_name <> 'job 11'
                                GROUP BY 1, 2, 3
                                """))
                .containsExactlyInAnyOrder(
                        "COMPLETED 2 null 4",
                        "FAILED 2 out of memory 2",
                        "FAILED 2 PENDING when the platform was replaced; submit it again 2",
                        "FAILED 2 processing when the platform was replaced; submit it again 2",
                        "FAILED 2 QUEUED when the platform was replaced; submit it again 1");
    }

    @Test
    void sizesOfPicturesCanBeReadAsNumbers() throws SQLException {
        run();

        assertThat(
                        DATABASE.rows(
                                """
                                SELECT CAST(image_dimensions ->> 'width' AS integer),
                                    CAST(image_dimensions ->> 'height' AS integer),
                                    image_dimensions -> 'original', count(*)
                                FROM cv.image_processing WHERE tenant_id = 'acme'
                                GROUP BY 1, 2, 3 ORDER BY 1
                                """))
                .containsExactly("640 480 null 18", "null null {\"w\": 640} 4");
    }

    @Test
    void findingsBecomeWhatTheBridgeTells() throws SQLException {
        run();

        assertThat(documents("0.jpg"))
                .containsExactly(
                        """
                        [{"bbox": [10.5, 20, 629.5, 280], "label": "bus", "class_id": 0, "confidence": 0.875}, \
                        {"bbox": [1, 2, 30, 40], "label": "car", "class_id": 2, "confidence": 0.5}]""");
        assertThat(documents("6.jpg")).containsExactly("[]");
        // A box beyond the picture, and a list of which nobody said what it means.
        assertThat(documents("10.jpg")).containsExactly("null");
        assertThat(documents("4.jpg")).containsExactly("null");
    }

    @Test
    void listsOfFourNumbersAreWhatTheCallerSays() throws SQLException {
        run();

        assertThat(new PlatformImport(SETTINGS.get(), BoxLists.XYXY).run())
                .filteredOn(table -> table.shown() != null)
                .extracting(ImportedTable::shown)
                .containsOnly(SHOWN + 4L);
        assertThat(documents("4.jpg"))
                .containsExactly(
                        """
                        [{"bbox": [100, 100, 200, 100], "label": "dog", "class_id": 0, "confidence": 0.25}]""");
        DATABASE.execute("UPDATE cv.image_processing SET result_document = NULL");

        new PlatformImport(SETTINGS.get(), BoxLists.COCO).run();

        assertThat(documents("4.jpg").get(0)).contains("[100, 100, 300, 200]");
    }

    /** Beside its tables is its function, whose name ours has. */
    @Test
    void thePlatformsOwnDatabaseIsTakenOver() throws SQLException, IOException {
        DATABASE.execute("CREATE DATABASE platform");
        DatabaseSettings settings = DatabaseSettings.of(DATABASE.url("platform"));
        try (Connection connection = DATABASE.connect(settings.url());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    script("tenant.sql")
                            .replace("SCHEMA SCHEMA", "SCHEMA cv_tenant_acme")
                            .replace("SCHEMA.", "cv_tenant_acme."));
            statement.execute(
                    "CREATE FUNCTION create_tenant_schema(tenant_name TEXT) RETURNS VOID"
                            + " LANGUAGE plpgsql AS 'BEGIN END'");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String url = settings.url().jdbcUrl() + "?user=postgres";

        for (int i = 0; i < 2; i++) {
            assertThat(
                            MigrateMain.run(
                                    new String[] {"--import-platform"},
                                    Map.of("CV_DATABASE_URL", url),
                                    new PrintStream(out, true, UTF_8),
                                    new PrintStream(out, true, UTF_8)))
                    .as(out.toString(UTF_8))
                    .isEqualTo(MigrateMain.OK);
        }

        try (Connection connection = DATABASE.connect(settings.url())) {
            TestingDatabase.rows(connection, "SELECT create_tenant_schema('next')");
            assertThat(TestingDatabase.rows(connection, "SELECT tenant_id FROM cv.list_tenants()"))
                    .containsExactly("acme", "next");
        }
        DATABASE.execute("DROP DATABASE platform WITH (FORCE)");
    }

    private static List<String> documents(String file) throws SQLException {
        return DATABASE.rows(
                "SELECT DISTINCT result_document::JSONB -> 'tasks' -> 0 -> 'objects'"
                        + " FROM cv.image_processing WHERE tenant_id = 'acme'"
                        + " AND original_filename = ?",
                file);
    }

    @Test
    void whatHappenedHereSinceIsNotOverwritten() throws SQLException {
        run();
        DATABASE.execute(
                "UPDATE cv.processing_jobs SET job_name = 'renamed' WHERE job_name = 'job 0'");

        run();

        assertThat(DATABASE.rows("SELECT DISTINCT job_name FROM cv.processing_jobs"))
                .contains("renamed")
                .doesNotContain("job 0");
    }

    @Test
    void nothingIsDoneWhereSomethingIsRefused() throws SQLException {
        DATABASE.execute(
                "ALTER TABLE cv.processing_jobs ADD CONSTRAINT no_nine CHECK (job_name <> 'job 9')");
        try {
            assertThatThrownBy(this::run)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("Cannot import the replaced platform's rows")
                    .hasMessageContaining("no_nine");
        } finally {
            DATABASE.execute("ALTER TABLE cv.processing_jobs DROP CONSTRAINT no_nine");
        }
        assertThat(DATABASE.rows("SELECT count(*) FROM cv_tenant_acme.processing_jobs"))
                .containsExactly(Integer.toString(JOBS));
        assertThat(DATABASE.rows("SELECT * FROM cv.processing_jobs")).isEmpty();
    }

    @Test
    void theCommandTellsWhatCame() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code =
                MigrateMain.run(
                        new String[] {"--import-platform", "--wait", "10"},
                        Map.of("CV_DATABASE_URL", DATABASE.url().jdbcUrl() + "?user=postgres"),
                        new PrintStream(out, true, UTF_8),
                        System.err);

        assertThat(code).isEqualTo(MigrateMain.OK);
        assertThat(out.toString(UTF_8))
                .contains("cv_former_acme.processing_jobs of acme: 12 rows, 12 new");
    }

    private List<ImportedTable> run() {
        return new PlatformImport(SETTINGS.get(), BoxLists.UNKNOWN).run();
    }

    private static void tenant(String schema) throws SQLException, IOException {
        DATABASE.execute(
                script("tenant.sql")
                        .replace("SCHEMA SCHEMA", "SCHEMA " + schema)
                        .replace("SCHEMA.", schema + "."));
    }

    private static void rows(String schema, String tenant) throws SQLException, IOException {
        DATABASE.execute(
                script("rows.sql").replace("SCHEMA.", schema + ".").replace("TENANT", tenant));
    }

    private static String script(String name) throws IOException {
        try (InputStream script =
                PlatformImportITCase.class.getResourceAsStream("/platform/" + name)) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }
}
