package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TenantSchemaITCase {

    private static final int PARENTS = 15;

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @BeforeAll
    static void migrate() {
        new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();
    }

    @Test
    void aTenantWithAnApostropheWorksFromCreationToRemoval() throws SQLException {
        String tenant = "O'Brien-42";
        String schema = "cv_tenant_O'Brien-42";
        create(tenant);
        create(tenant);
        assertThat(
                        DATABASE.rows(
                                "SELECT schema_name FROM cv.list_tenants() WHERE tenant_id = ?",
                                tenant))
                .containsExactly(schema);
        assertThat(tablesOf(schema)).isEqualTo(PARENTS);

        UUID job = insertJob(tenant);
        assertThat(homeOf(job)).isEqualTo("\"" + schema + "\".processing_jobs");
        assertThat(DATABASE.rows("SELECT id FROM \"cv_tenant_O'Brien-42\".processing_jobs"))
                .containsExactly(job.toString());

        assertThat(drop(tenant)).isEqualTo("t");
        assertThat(drop(tenant)).isEqualTo("f");
        assertThat(schemas(schema)).isEmpty();
        assertThat(homeOf(job)).isNull();
        assertThat(DATABASE.rows("SELECT * FROM cv.list_tenants() WHERE tenant_id = ?", tenant))
                .isEmpty();
        create(tenant);
        assertThat(homeOf(insertJob(tenant))).isEqualTo("\"" + schema + "\".processing_jobs");
    }

    static Stream<String> nastyNames() {
        return Stream.of(
                "acme",
                "UPPER",
                "upper",
                "a\"b",
                "a\"\"; DROP SCHEMA cv CASCADE; --",
                "'; DROP SCHEMA cv CASCADE; --",
                "%I",
                "%s%L%%",
                "$$",
                "back\\slash",
                "x y",
                " ",
                "a.b",
                "select",
                "\u00fcn\u00efc\u00f6de",
                "\u4f1a\u793e",
                "\ud83d\udc1d\ud83c\udf3b",
                "line\nfeed",
                "x".repeat(53),
                "x".repeat(54),
                "x".repeat(100),
                "x".repeat(99) + "y",
                "\ud83d\udc1d".repeat(50),
                "\u00fc".repeat(100));
    }

    @ParameterizedTest
    @MethodSource("nastyNames")
    void anyNameWorks(String tenant) throws SQLException {
        create(tenant);
        create(tenant);
        String schema =
                DATABASE.rows(
                                "SELECT schema_name FROM cv.list_tenants() WHERE tenant_id = ?",
                                tenant)
                        .get(0);
        assertThat(schema).startsWith("cv_tenant_");
        assertThat(schemas(schema)).containsExactly(schema);
        assertThat(tablesOf(schema)).isEqualTo(PARENTS);

        UUID job = insertJob(tenant);

        assertThat(
                        DATABASE.rows(
                                "SELECT nspname FROM cv.processing_jobs j"
                                        + " JOIN pg_class c ON c.oid = j.tableoid"
                                        + " JOIN pg_namespace n ON n.oid = relnamespace"
                                        + " WHERE j.tenant_id = ? AND j.id = ?",
                                tenant,
                                job))
                .containsExactly(schema);
        assertThat(drop(tenant)).isEqualTo("t");
        assertThat(schemas(schema)).isEmpty();
    }

    @Test
    void longNamesKeepTheirBeginningAndEndInTheirHash() throws SQLException {
        List<String> names =
                DATABASE.rows(
                        "SELECT cv.tenant_schema_name(repeat('x', 53)),"
                                + " cv.tenant_schema_name(repeat('x', 54)),"
                                + " octet_length(cv.tenant_schema_name(repeat('\u00fc', 100)))");
        assertThat(names)
                .containsExactly(
                        "cv_tenant_"
                                + "x".repeat(53)
                                + " cv_tenant_"
                                + "x".repeat(36)
                                + "_45f316e10b2c99ab"
                                + " 63");
    }

    @Test
    void refusesNamesThatAreNone() {
        assertThatThrownBy(() -> create("")).hasMessageContaining("tenant name is empty");
        assertThatThrownBy(() -> create(null)).hasMessageContaining("tenant name is empty");
        assertThatThrownBy(() -> create("x".repeat(101)))
                .hasMessageContaining("has 101 characters, 100 are allowed")
                .hasMessageContaining("Give a name of 1 to 100 characters");
        assertThatThrownBy(() -> drop("")).hasMessageContaining("tenant name is empty");
    }

    @Test
    void refusesASchemaWithTablesOfAnotherOrigin() throws SQLException {
        DATABASE.execute(
                "CREATE SCHEMA cv_tenant_legacy;"
                        + " CREATE TABLE cv_tenant_legacy.processing_jobs (id UUID)");

        assertThatThrownBy(() -> create("legacy"))
                .hasMessageContaining("is no partition of cv.processing_jobs")
                .hasMessageContaining("Rename schema cv_tenant_legacy");
        assertThat(drop("legacy")).isEqualTo("f");
        assertThat(tablesOf("cv_tenant_legacy")).isEqualTo(1);
    }

    @Test
    void rowsOfUnknownTenantsRestInTheDefaultPartitionUntilTheTenantComes() throws SQLException {
        UUID job = insertJob("newcomer");
        UUID other = insertJob("bystander");
        assertThat(homeOf(job)).isEqualTo("cv.processing_jobs_default");

        create("newcomer");

        assertThat(homeOf(job)).isEqualTo("cv_tenant_newcomer.processing_jobs");
        assertThat(homeOf(other)).isEqualTo("cv.processing_jobs_default");
        assertThat(DATABASE.rows("SELECT count(*) FROM cv.processing_jobs WHERE id = ?", job))
                .containsExactly("1");
        assertThat(drop("bystander")).isEqualTo("f");
        assertThat(homeOf(other)).isNull();
    }

    @Test
    void theJobStateIsGuardedInATenantsPartition() throws SQLException {
        create("guarded");
        UUID job = UUID.randomUUID();
        try (Connection connection = DATABASE.connect()) {
            TestingRows.job(connection, "guarded", job, "COMPLETED", 0);
            TestingRows.job(connection, "guarded", job, "PROCESSING", 0);
        }
        assertThat(DATABASE.rows("SELECT status FROM cv_tenant_guarded.processing_jobs"))
                .containsExactly("COMPLETED");
    }

    @Test
    void aTableThatCameLaterIsAddedByCreatingTheTenantAgain() throws SQLException {
        create("early");
        DATABASE.execute(
                "CREATE TABLE cv.later (id UUID, tenant_id VARCHAR(100), PRIMARY KEY (tenant_id, id))"
                        + " PARTITION BY LIST (tenant_id);"
                        + " CREATE TABLE cv.later_default PARTITION OF cv.later DEFAULT");
        try {
            create("early");
            assertThat(tablesOf("cv_tenant_early")).isEqualTo(PARENTS + 1);
        } finally {
            DATABASE.execute("DROP TABLE cv.later");
        }
    }

    @Test
    void fourThreadsMayCreateTheSameTenantAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CountDownLatch start = new CountDownLatch(4);
            Callable<Void> create =
                    () -> {
                        start.countDown();
                        start.await();
                        create("crowd");
                        return null;
                    };
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(4, create))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(tablesOf("cv_tenant_crowd")).isEqualTo(PARENTS);
        assertThat(DATABASE.rows("SELECT count(*) FROM cv.tenants WHERE tenant_id = 'crowd'"))
                .containsExactly("1");
    }

    @Test
    void writersGoOnWhileTheirTenantIsCreated() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(20);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<Void>> writers = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                writers.add(threads.submit(() -> write("busy", stop, written, begun)));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            create("busy");
            int before = written.get();
            while (written.get() < before + 20 && writers.stream().noneMatch(Future::isDone)) {
                LockSupport.parkNanos(1_000_000);
            }
            stop.set(true);
            for (Future<Void> writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            stop.set(true);
            threads.shutdownNow();
        }
        assertThat(DATABASE.rows("SELECT count(*) FROM cv_tenant_busy.processing_jobs"))
                .containsExactly(Integer.toString(written.get()));
        assertThat(
                        DATABASE.rows(
                                "SELECT count(*) FROM cv.processing_jobs_default WHERE tenant_id = 'busy'"))
                .containsExactly("0");
    }

    private static Void write(
            String tenant, AtomicBoolean stop, AtomicInteger written, CountDownLatch begun)
            throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            while (!stop.get()) {
                TestingRows.job(connection, tenant, UUID.randomUUID(), "PENDING", 0);
                written.incrementAndGet();
                begun.countDown();
            }
        }
        return null;
    }

    private static void create(String tenant) throws SQLException {
        DATABASE.rows("SELECT create_tenant_schema(?)", tenant);
    }

    private static String drop(String tenant) throws SQLException {
        return DATABASE.rows("SELECT cv.drop_tenant_schema(?)", tenant).get(0);
    }

    private static UUID insertJob(String tenant) throws SQLException {
        UUID job = UUID.randomUUID();
        try (Connection connection = DATABASE.connect()) {
            TestingRows.job(connection, tenant, job, "PENDING", 0);
        }
        return job;
    }

    /** The partition that holds the job, or null. */
    private static String homeOf(UUID job) throws SQLException {
        List<String> homes =
                DATABASE.rows(
                        "SELECT tableoid::regclass FROM cv.processing_jobs WHERE id = ?", job);
        return homes.isEmpty() ? null : homes.get(0);
    }

    private static List<String> schemas(String name) throws SQLException {
        return DATABASE.rows("SELECT nspname FROM pg_namespace WHERE nspname = ?", name);
    }

    private static int tablesOf(String schema) throws SQLException {
        return DATABASE.rows("SELECT tablename FROM pg_tables WHERE schemaname = ?", schema).size();
    }
}
