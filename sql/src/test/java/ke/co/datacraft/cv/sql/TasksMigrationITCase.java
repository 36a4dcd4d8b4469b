package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From version 001, with tenants and rows, to 002 and on. */
class TasksMigrationITCase {

    private static final UUID JOB = UUID.randomUUID();

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @BeforeAll
    static void migrateAnOldDatabase() throws SQLException {
        DatabaseUrl url = DATABASE.url();
        Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:migrations")
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .placeholderReplacement(false)
                .defaultSchema("cv")
                .target("001")
                .load()
                .migrate();
        try (Connection connection = DATABASE.connect()) {
            for (String tenant : new String[] {"acme", "O'Brien"}) {
                TestingDatabase.rows(connection, "SELECT create_tenant_schema(?)", tenant);
            }
            TestingRows.job(connection, "acme", JOB, "PENDING", 0);
        }

        MigrationReport report = new Migrator(DatabaseSettings.of(url)).migrate();

        assertThat(report.applied()).extracting("version").startsWith("002");
    }

    @Test
    void tenantsGetTheirPartitionAndKeepTheirRows() throws SQLException {
        assertThat(
                        DATABASE.rows(
                                """
                                SELECT inhrelid::regclass FROM pg_inherits
                                WHERE inhparent = 'cv.image_embeddings'::regclass
                                ORDER BY 1::text
                                """))
                .containsExactlyInAnyOrder(
                        "cv.image_embeddings_default",
                        "cv_tenant_acme.image_embeddings",
                        "\"cv_tenant_O'Brien\".image_embeddings");
        assertThat(DATABASE.rows("SELECT id FROM cv_tenant_acme.processing_jobs"))
                .containsExactly(JOB.toString());
    }

    @Test
    void everyTableOfResultsTellsStepAndRegionInEveryPartition() throws SQLException {
        assertThat(
                        DATABASE.rows(
                                """
                                SELECT table_schema, count(*) FROM information_schema.columns
                                WHERE column_name IN ('step', 'region_step', 'region_index',
                                    'region_label', 'region_bbox')
                                GROUP BY table_schema ORDER BY table_schema
                                """))
                .containsExactly("cv 70", "cv_tenant_O'Brien 35", "cv_tenant_acme 35");
    }

    @Test
    void aTenantThatComesNowTakesItsFeatureVectorsAlong() throws SQLException {
        UUID id = UUID.randomUUID();
        DATABASE.rows(
                """
                INSERT INTO cv.image_embeddings (id, tenant_id, model, model_version, dimensions,
                    embedding, inference_time_ms, created_by, region_index)
                VALUES (?, 'late', 'm', '1', 3, CAST('{1,2,3}' AS real[]), 1, 'tester', 4)
                """,
                id);

        DATABASE.rows("SELECT create_tenant_schema('late')");

        assertThat(
                        DATABASE.rows(
                                "SELECT id, region_index, embedding::real[]"
                                        + " FROM cv_tenant_late.image_embeddings"))
                .containsExactly(id + " 4 {1,2,3}");
    }

    @Test
    void askingAgainForPgvectorTellsTheTypeAndChangesNothing() throws SQLException {
        String type =
                DATABASE.rows("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'")
                                .isEmpty()
                        ? "real[]"
                        : "vector";

        assertThat(DATABASE.rows("SELECT cv.use_pgvector()")).containsExactly(type);
    }
}
