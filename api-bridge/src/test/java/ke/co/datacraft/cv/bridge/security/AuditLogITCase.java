package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.settings.AuditSettings;
import ke.co.datacraft.cv.bridge.settings.DatabasePoolSettings;
import ke.co.datacraft.cv.bridge.testing.TestingDatabases;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Audit records while the table cannot be written. */
class AuditLogITCase {

    private static final int QUEUE = 100;
    private static final int BATCH = 500;

    private String url;
    private Database database;
    private AuditLog log;
    private AccessMetrics metrics;

    @BeforeEach
    void start() {
        url = TestingDatabases.create();
        database = new Database(new DatabasePoolSettings(DatabaseUrl.parse(url), 2, 5));
        log = new AuditLog(database, new AuditSettings(true, QUEUE, 365), Clock.systemUTC());
        metrics = new AccessMetrics(new PrometheusRegistry(), log::waiting);
        log.start(metrics);
    }

    @AfterEach
    void stop() {
        log.close();
        database.close();
    }

    @Test
    void recordsWaitForTheDatabaseAndAreThereOnce() {
        hide();
        for (int i = 0; i < QUEUE; i++) {
            log.append(record("waits"));
        }
        await(() -> metrics.failures() > 0);
        assertThat(metrics.notQueued()).isZero();

        show();

        await(() -> count() == QUEUE);
        assertThat(log.waiting()).isZero();
    }

    @Test
    void whatDoesNotFitIsCountedAndTheRestIsKept() {
        hide();
        int sent = BATCH + QUEUE + 50;
        for (int i = 0; i < sent; i++) {
            log.append(record("many"));
        }
        int spilled = (int) metrics.notQueued();
        assertThat(spilled).isPositive();

        show();

        await(() -> count() == sent - spilled);
    }

    @Test
    void whatIsLeftAtTheEndGoesToTheLog() {
        hide();
        log.append(record("last"));

        log.close();

        assertThat(metrics.notQueued()).isEqualTo(1);
    }

    @Test
    void theEndWritesWhatWaits() {
        for (int i = 0; i < 50; i++) {
            log.append(record("end"));
        }

        log.close();

        assertThat(count()).isEqualTo(50);
        assertThat(metrics.notQueued()).isZero();
    }

    @Test
    void aRecordThatIsWrittenAgainIsThereOnce() {
        AuditRecord record = record("twice");
        log.append(record);
        log.append(record);
        log.append(record("other"));

        await(() -> count() == 2);
    }

    @Test
    void hostileTextIsStored() {
        log.append(record("a\u0000b'; DROP TABLE cv.audit_log; --\ud83d"));
        log.append(record("x".repeat(100_000)));

        await(() -> count() == 2);
    }

    private static AuditRecord record(String object) {
        return new AuditRecord(
                AuditRecord.id(Instant.now()),
                Instant.now(),
                new Principal("acme", "ann", Set.of(Role.VIEWER), "jwt:1"),
                new AuditRecord.Deed("test", "thing", object),
                "127.0.0.1",
                "success",
                "trace");
    }

    private void hide() {
        TestingDatabases.execute(url, "ALTER TABLE cv.audit_log RENAME TO audit_log_away");
    }

    private void show() {
        TestingDatabases.execute(url, "ALTER TABLE cv.audit_log_away RENAME TO audit_log");
    }

    private int count() {
        return database.system(AuditLogITCase::count);
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM cv.audit_log")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
