package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bridge's role sees and changes with a tenant, with another's rows, and with none. */
class RowLevelSecurityITCase {

    private static final String DENIED = "42501";

    /** Tables in which the bridge's role may not do everything. */
    private static final Set<String> READ_ONLY = Set.of("tenants");

    private static final Set<String> APPEND_ONLY = Set.of("audit_log");

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @BeforeAll
    static void migrate() throws SQLException {
        new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();
        DATABASE.rows("SELECT create_tenant_schema('partitioned')");
    }

    @Test
    void itHoldsAndSaysSo() throws SQLException {
        assertThat(DATABASE.rows("SELECT cv.tenant_isolation_state()")).containsExactly("on");
        assertThat(tables()).contains("processing_jobs", "api_keys", "audit_log", "tenants");
    }

    @TestFactory
    Stream<DynamicTest> noVerbReachesAnotherTenantsRowsInAnyTable() throws SQLException {
        return tables().stream().map(t -> DynamicTest.dynamicTest(t, () -> check(t)));
    }

    private static void check(String table) throws SQLException {
        String own = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        insertAsOwner(table, own, other);
        try (Connection connection = DATABASE.connect()) {
            connection.setAutoCommit(false);

            actAs(connection, own);
            assertThat(tenantsIn(connection, table)).containsExactly(own);
            writes(connection, table, own, other);
            actAs(connection, "");
            assertThat(tenantsIn(connection, table)).isEmpty();
            connection.rollback();

            TestingDatabase.rows(connection, "SET LOCAL ROLE cv_bridge");
            assertThat(tenantsIn(connection, table)).as("never set").isEmpty();
            connection.rollback();
        }
        assertThat(
                        DATABASE.rows(
                                "SELECT count(*) FROM cv.%s WHERE tenant_id IN (?, ?)"
                                        .formatted(table),
                                own,
                                other))
                .containsExactly("2");
    }

    private static void writes(Connection connection, String table, String own, String other)
            throws SQLException {
        String update = "UPDATE cv.%s SET tenant_id = tenant_id".formatted(table);
        String take = "UPDATE cv.%s SET tenant_id = '%s'".formatted(table, other);
        String delete = "DELETE FROM cv.%s".formatted(table);
        if (READ_ONLY.contains(table) || APPEND_ONLY.contains(table)) {
            assertDenied(connection, update);
            assertDenied(connection, delete);
            assertDenied(connection, "TRUNCATE cv.%s".formatted(table));
        } else {
            assertThat(TestingDatabase.rows(connection, update)).containsExactly("updated 1");
            assertDenied(connection, take);
            assertThat(TestingDatabase.rows(connection, delete)).containsExactly("updated 1");
            assertDenied(connection, "TRUNCATE cv.%s".formatted(table));
        }
        if (!READ_ONLY.contains(table)) {
            AnyRow.insert(connection, table, own);
        }
        var savepoint = connection.setSavepoint();
        assertThatThrownBy(() -> AnyRow.insert(connection, table, other))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
        connection.rollback(savepoint);
    }

    private static void insertAsOwner(String table, String... tenants) throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            for (String tenant : tenants) {
                AnyRow.insert(connection, table, tenant);
            }
        }
    }

    @Test
    void partitionsAreClosedSoThatNoneGoesAroundTheParent() throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            connection.setAutoCommit(false);
            actAs(connection, "partitioned");
            assertDenied(connection, "SELECT * FROM cv.processing_jobs_default");
            assertDenied(connection, "SELECT * FROM cv_tenant_partitioned.processing_jobs");
            assertDenied(connection, "SELECT * FROM cv.flyway_schema_history");
            assertDenied(connection, "SELECT cv.create_tenant_schema('partitioned')");
            assertDenied(connection, "SELECT cv.drop_tenant_schema('partitioned')");
            connection.rollback();
        }
        assertThat(
                        DATABASE.rows(
                                "SELECT relname FROM pg_class WHERE relnamespace = 'cv'::regnamespace"
                                        + " AND relispartition AND relkind = 'r' AND NOT relrowsecurity"))
                .isEmpty();
    }

    @Test
    void rowsInATenantsOwnPartitionFollowTheSamePolicy() throws SQLException {
        UUID job = UUID.randomUUID();
        try (Connection connection = DATABASE.connect()) {
            TestingRows.job(connection, "partitioned", job, "PENDING", 0);
            connection.setAutoCommit(false);
            actAs(connection, "partitioned");
            assertThat(TestingDatabase.rows(connection, "SELECT id FROM cv.processing_jobs"))
                    .containsExactly(job.toString());
            TestingRows.job(connection, "partitioned", job, "PROCESSING", 0);
            actAs(connection, "stranger");
            assertThat(TestingDatabase.rows(connection, "SELECT id FROM cv.processing_jobs"))
                    .isEmpty();
            connection.rollback();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x' OR '1'='1",
                "x'; RESET ROLE; SELECT set_config('cv.tenant_id', 'secret', false); --",
                "secret' --",
                "%",
                "secret\u0001",
                " secret",
                "SECRET"
            })
    void aTenantIdThatIsSqlOrAlmostAnothersSeesNothing(String hostile) throws SQLException {
        insertAsOwner("processing_jobs", "secret");
        try (Connection connection = DATABASE.connect()) {
            connection.setAutoCommit(false);
            actAs(connection, hostile);
            assertThat(tenantsIn(connection, "processing_jobs")).isEmpty();
            assertThat(TestingDatabase.rows(connection, "SELECT current_user"))
                    .containsExactly("cv_bridge");
            connection.rollback();
        }
    }

    @Test
    void aPlanMadeForOneTenantOrForTheOwnerServesNoOther() throws SQLException {
        String red = UUID.randomUUID().toString();
        String blue = UUID.randomUUID().toString();
        insertAsOwner("processing_jobs", red, blue);
        try (Connection connection = DATABASE.connect()) {
            connection.setAutoCommit(false);
            TestingDatabase.rows(connection, "SET LOCAL plan_cache_mode = force_generic_plan");
            TestingDatabase.rows(
                    connection,
                    "PREPARE seen AS SELECT tenant_id FROM cv.processing_jobs"
                            + " WHERE tenant_id IN ('%s', '%s')".formatted(red, blue));
            List<String> asOwner = TestingDatabase.rows(connection, "EXECUTE seen");
            actAs(connection, red);
            List<String> asRed = TestingDatabase.rows(connection, "EXECUTE seen");
            actAs(connection, blue);
            List<String> asBlue = TestingDatabase.rows(connection, "EXECUTE seen");
            TestingDatabase.rows(connection, "RESET ROLE");
            List<String> again = TestingDatabase.rows(connection, "EXECUTE seen");
            connection.rollback();

            assertThat(asOwner).containsExactlyInAnyOrder(red, blue);
            assertThat(asRed).containsExactly(red);
            assertThat(asBlue).containsExactly(blue);
            assertThat(again).containsExactlyInAnyOrder(red, blue);
        }
    }

    @Test
    void aTableThatCameLaterIsClosedUntilItIsProtected() throws SQLException {
        DATABASE.execute("CREATE TABLE cv.later (id INTEGER, tenant_id VARCHAR(100) NOT NULL)");
        try (Connection connection = DATABASE.connect()) {
            assertThat(DATABASE.rows("SELECT cv.tenant_isolation_state()"))
                    .containsExactly("tables without policy: cv.later");
            connection.setAutoCommit(false);
            actAs(connection, "acme");
            assertDenied(connection, "SELECT * FROM cv.later");
            connection.rollback();

            DATABASE.rows("SELECT cv.protect_tenant_tables()");
            DATABASE.rows("SELECT cv.protect_tenant_tables()");

            check("later");
        } finally {
            DATABASE.execute("DROP TABLE cv.later");
        }
    }

    @Test
    void aTenantThatGoesTakesItsApiKeysAlongButNotItsAuditLog() throws SQLException {
        DATABASE.rows("SELECT create_tenant_schema('leaving')");
        insertAsOwner("api_keys", "leaving", "staying");
        insertAsOwner("audit_log", "leaving");

        DATABASE.rows("SELECT drop_tenant_schema('leaving')");

        assertThat(
                        DATABASE.rows(
                                "SELECT tenant_id FROM cv.api_keys"
                                        + " WHERE tenant_id IN ('leaving', 'staying')"))
                .containsExactly("staying");
        assertThat(DATABASE.rows("SELECT 1 FROM cv.audit_log WHERE tenant_id = 'leaving'"))
                .hasSize(1);
    }

    private static List<String> tables() throws SQLException {
        return DATABASE.rows(
                "SELECT relname FROM cv.tables_to_protect() t JOIN pg_class c ON c.oid = t"
                        + " WHERE NOT relispartition ORDER BY relname");
    }

    private static void actAs(Connection connection, String tenant) throws SQLException {
        TestingDatabase.rows(
                connection,
                "SELECT set_config('role', 'cv_bridge', true), set_config('cv.tenant_id', ?, true)",
                tenant);
    }

    private static List<String> tenantsIn(Connection connection, String table) throws SQLException {
        return TestingDatabase.rows(
                connection, "SELECT DISTINCT tenant_id FROM cv.%s".formatted(table));
    }

    private static void assertDenied(Connection connection, String sql) throws SQLException {
        var savepoint = connection.setSavepoint();
        assertThatThrownBy(() -> TestingDatabase.rows(connection, sql))
                .as(sql)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
        connection.rollback(savepoint);
    }
}
