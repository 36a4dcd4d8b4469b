package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From version 002, with a tenant and a dead letter, to 004, with a heat map to 010, and on. */
class DefinitionsMigrationITCase {

    private static final UUID LETTER = UUID.randomUUID();

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @BeforeAll
    static void migrateAnOldDatabase() throws SQLException {
        DatabaseUrl url = DATABASE.url();
        migrate(url, "002");
        try (Connection connection = DATABASE.connect()) {
            TestingDatabase.rows(connection, "SELECT create_tenant_schema('acme')");
            TestingRows.deadLetter(connection, "acme", LETTER, UUID.randomUUID());
        }
        migrate(url, "009");
        try (Connection connection = DATABASE.connect()) {
            AnyRow.insert(connection, "heat_maps", "acme");
        }
        new Migrator(DatabaseSettings.of(url)).migrate();
    }

    private static void migrate(DatabaseUrl url, String version) {
        Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .locations("classpath:migrations")
                .sqlMigrationPrefix("")
                .sqlMigrationSeparator("_")
                .placeholderReplacement(false)
                .defaultSchema("cv")
                .target(version)
                .load()
                .migrate();
    }

    @Test
    void heatMapsFromBeforeAreThoseOfAllClasses() throws SQLException {
        assertThat(DATABASE.rows("SELECT label = '', cells FROM cv_tenant_acme.heat_maps"))
                .containsExactly("t {0}");
        assertThat(
                        DATABASE.rows(
                                "SELECT count(*) FROM pg_indexes WHERE tablename = 'heat_maps'"
                                        + " AND indexdef LIKE '%source_id, label, bucket_start%'"))
                .as("the parent's and the tenant's")
                .containsExactly("2");
    }

    @Test
    void tenantsGetTheirPartitionsAndOldLettersStayUnreplayed() throws SQLException {
        for (String table : List.of("events", "alerts", "analytics_counts", "heat_maps")) {
            assertThat(
                            DATABASE.rows(
                                    "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent ="
                                            + " 'cv.%s'::regclass ORDER BY 1::text"
                                                    .formatted(table)))
                    .containsExactly("cv." + table + "_default", "cv_tenant_acme." + table);
        }
        assertThat(
                        DATABASE.rows(
                                "SELECT id, replay_count, coalesce(original_value, '-')"
                                        + " FROM cv_tenant_acme.dead_letters"))
                .containsExactly(LETTER + " 0 -");
    }

    @Test
    void aTenantThatGoesTakesItsDefinitionsAlong() throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            TestingDatabase.rows(connection, "SELECT create_tenant_schema('leaving')");
            for (String tenant : List.of("leaving", "acme")) {
                for (String table : List.of("sources", "zones", "rules")) {
                    AnyRow.insert(connection, table, tenant);
                }
            }
        }

        DATABASE.rows("SELECT drop_tenant_schema('leaving')");

        assertThat(
                        DATABASE.rows(
                                """
                                SELECT tenant_id FROM cv.sources
                                UNION ALL SELECT tenant_id FROM cv.zones
                                UNION ALL SELECT tenant_id FROM cv.rules
                                """))
                .containsExactly("acme", "acme", "acme");
    }
}
