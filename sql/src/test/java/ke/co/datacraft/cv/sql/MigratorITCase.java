package ke.co.datacraft.cv.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MigratorITCase {

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    private static MigrationReport first;

    @BeforeAll
    static void migrate() {
        first = new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();
    }

    @Test
    void appliesEachFileOnce() throws IOException, SQLException {
        List<String> files = migrations();
        assertThat(first.version()).isEqualTo(newest());
        assertThat(first.applied())
                .hasSameSizeAs(files)
                .first()
                .satisfies(
                        migration -> {
                            assertThat(migration.file()).isEqualTo("001_initial_schema.sql");
                            assertThat(migration.version()).isEqualTo("001");
                            assertThat(migration.description()).isEqualTo("initial schema");
                        });

        MigrationReport second = new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();

        assertThat(second.applied()).isEmpty();
        assertThat(second.version()).isEqualTo(newest());
        assertThat(
                        DATABASE.rows(
                                "SELECT script FROM cv.flyway_schema_history"
                                        + " WHERE version IS NOT NULL ORDER BY installed_rank"))
                .containsExactlyElementsOf(files);
    }

    @Test
    void aDatabaseTellsWhatItLacks() throws IOException, SQLException {
        assertThat(MigrationCatalog.versions())
                .containsExactlyElementsOf(
                        migrations().stream().map(file -> file.substring(0, 3)).toList());
        try (Connection connection = DATABASE.connect()) {
            assertThat(MigrationCatalog.pending(connection)).isEmpty();
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "DELETE FROM cv.flyway_schema_history WHERE version IN ('002', '004')");
                assertThat(MigrationCatalog.pending(connection)).containsExactly("002", "004");
            }
            connection.rollback();
        }
    }

    private static String newest() throws IOException {
        List<String> files = migrations();
        return files.get(files.size() - 1).substring(0, 3);
    }

    private static List<String> migrations() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/migrations"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static List<List<String>> tablesOfTheGuide() {
        return List.of(
                GuideTables.PROCESSING_JOBS,
                GuideTables.IMAGE_PROCESSING,
                GuideTables.OBJECT_DETECTIONS);
    }

    @ParameterizedTest
    @MethodSource("tablesOfTheGuide")
    void tablesBeginWithTheColumnsOfTheGuide(List<String> expected) throws SQLException {
        List<String> columns =
                DATABASE.rows(
                        """
                        SELECT column_name,
                               data_type || coalesce('(' || character_maximum_length || ')', ''),
                               CASE is_nullable WHEN 'NO' THEN 'required' ELSE 'optional' END,
                               coalesce(column_default, '-')
                        FROM information_schema.columns
                        WHERE table_schema = 'cv' AND table_name = ?
                        ORDER BY ordinal_position
                        """,
                        expected.get(0));

        assertThat(columns).startsWith(expected.subList(1, expected.size()).toArray(String[]::new));
    }

    @Test
    void theParentsArePartitionedAndKeyedByTenantAndHaveADefault() throws SQLException {
        assertThat(DATABASE.rows("SELECT cv.tenant_tables()"))
                .containsExactly(
                        "alerts",
                        "analytics_counts",
                        "barcodes",
                        "dead_letters",
                        "events",
                        "face_detections",
                        "heat_maps",
                        "image_classifications",
                        "image_embeddings",
                        "image_processing",
                        "image_quality",
                        "object_detections",
                        "ocr_pages",
                        "ocr_words",
                        "processing_jobs");
        assertThat(
                        DATABASE.rows(
                                """
                                SELECT t, pg_get_partkeydef(('cv.' || t)::regclass),
                                    (SELECT pg_get_constraintdef(oid) FROM pg_constraint
                                     WHERE conrelid = ('cv.' || t)::regclass AND contype = 'p'),
                                    to_regclass('cv.' || t || '_default')
                                FROM cv.tenant_tables() t
                                """))
                .allMatch(
                        row ->
                                row.matches(
                                        "(\\w+) LIST \\(tenant_id\\)"
                                                + " PRIMARY KEY \\(tenant_id, id\\) cv\\.\\1_default"));
    }

    @Test
    void hasNoForeignKeysAndTheIndexesOfTheGuide() throws SQLException {
        assertThat(DATABASE.rows("SELECT conname FROM pg_constraint WHERE contype = 'f'"))
                .isEmpty();
        assertThat(
                        DATABASE.rows(
                                "SELECT replace(indexdef, ' ON ONLY', '') FROM pg_indexes"
                                        + " WHERE schemaname = 'cv'"))
                .map(definition -> definition.replaceAll("CREATE INDEX (\\w+) ", "$1 "))
                .contains(
                        "idx_processing_jobs_tenant_status cv.processing_jobs"
                                + " USING btree (tenant_id, status)",
                        "idx_processing_jobs_created_at cv.processing_jobs"
                                + " USING btree (created_at DESC)",
                        "idx_image_processing_job_id cv.image_processing USING btree (job_id)",
                        "idx_object_detections_job_id cv.object_detections USING btree (job_id)");
    }

    @Test
    void severalMigratorsAtOnceApplyEachFileOnce() throws Exception {
        DATABASE.execute("CREATE DATABASE crowded");
        DatabaseUrl url = DATABASE.url("crowded");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<MigrationReport> migrate = new Migrator(DatabaseSettings.of(url))::migrate;
            int applied = 0;
            for (Future<MigrationReport> report :
                    threads.invokeAll(List.of(migrate, migrate, migrate))) {
                applied += report.get().applied().size();
            }
            assertThat(applied).isEqualTo(migrations().size());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theCommandPrintsWhatItApplied() throws IOException, SQLException {
        DATABASE.execute("CREATE DATABASE commanded");
        String url = DATABASE.url("commanded").jdbcUrl() + "?user=postgres";
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code =
                MigrateMain.run(
                        new String[0],
                        Map.of("CV_DATABASE_URL", url),
                        new PrintStream(out, true, UTF_8),
                        System.err);

        assertThat(code).isEqualTo(MigrateMain.OK);
        assertThat(out.toString(UTF_8))
                .contains("applied 001_initial_schema.sql in ")
                .contains("as postgres is at version " + newest());
    }

    @Test
    void checkWaitsForTheMigrationsOfAnother() throws Exception {
        DATABASE.execute("CREATE DATABASE checked");
        ByteArrayOutputStream errors = new ByteArrayOutputStream();

        assertThat(check("0", errors)).isEqualTo(MigrateMain.FAILED);
        assertThat(errors.toString(UTF_8)).contains("lacks the migrations 001, 002");

        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> waiting = thread.submit(() -> check("600", errors));
            new Migrator(DatabaseSettings.of(DATABASE.url("checked"))).migrate();

            assertThat(waiting.get()).isEqualTo(MigrateMain.OK);
        } finally {
            thread.shutdownNow();
        }
    }

    private static int check(String wait, ByteArrayOutputStream errors) {
        return MigrateMain.run(
                new String[] {"--check", "--wait", wait},
                Map.of("CV_DATABASE_URL", DATABASE.url("checked").jdbcUrl() + "?user=postgres"),
                new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                new PrintStream(errors, true, UTF_8));
    }

    @Test
    void aMissingDatabaseFailsAtOnce() {
        DatabaseSettings patient =
                new DatabaseSettings(DATABASE.url("nowhere"), Duration.ofMinutes(10));

        assertThatThrownBy(() -> new Migrator(patient).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("database \"nowhere\" does not exist")
                .hasMessageContaining("check user, password and database name");
    }

    @Test
    void aChangedFileIsRefused() throws SQLException {
        DATABASE.execute("CREATE DATABASE changed");
        DatabaseSettings settings = DatabaseSettings.of(DATABASE.url("changed"));
        new Migrator(settings).migrate();
        try (var connection = DATABASE.connect(settings.url())) {
            TestingDatabase.rows(
                    connection, "UPDATE cv.flyway_schema_history SET checksum = checksum + 1");
        }

        assertThatThrownBy(() -> new Migrator(settings).migrate())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("checksum mismatch");
    }
}
