package ke.co.datacraft.cv.bridge.security;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.settings.AuditSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes audit records in batches behind the requests. While the database is away they wait; what
 * no longer fits the queue, or is still there when the process must end, goes to the log in full
 * and is counted, so that no record is lost in silence.
 */
final class AuditLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private static final int BATCH = 500;
    private static final int DELETE_BATCH = 10_000;
    private static final long WAIT_MILLIS = 250;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_TRIES = Duration.ofSeconds(5);

    private final Database database;
    private final AuditSettings settings;
    private final Clock clock;
    private final BlockingQueue<AuditRecord> queue;
    private final Thread writer = new Thread(this::run, "bridge-audit");
    private volatile boolean closing;
    private AccessMetrics metrics;

    /**
     * @param database where records go
     * @param settings how many wait, how long they are kept
     * @param clock what time it is
     */
    AuditLog(Database database, AuditSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.queue = new ArrayBlockingQueue<>(settings.queueSize());
        writer.setDaemon(true);
    }

    /** Begins to write. */
    void start(AccessMetrics shared) {
        metrics = shared;
        writer.start();
    }

    /** Takes a record; never waits. */
    void append(AuditRecord record) {
        if (!queue.offer(record)) {
            spill(record);
        }
    }

    /** Records that wait. */
    int waiting() {
        return queue.size();
    }

    private void run() {
        List<AuditRecord> batch = new ArrayList<>(BATCH);
        while (!closing || !queue.isEmpty() || !batch.isEmpty()) {
            try {
                take(batch);
                write(batch);
            } catch (InterruptedException e) {
                break;
            }
        }
        batch.forEach(this::spill);
        queue.forEach(this::spill);
    }

    private void take(List<AuditRecord> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            AuditRecord first = queue.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
            }
        }
        queue.drainTo(batch, BATCH - batch.size());
    }

    /** Keeps the batch where the database does not take it. */
    private void write(List<AuditRecord> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        try {
            database.system(
                    connection -> {
                        AuditTable.insert(connection, batch);
                        return null;
                    });
            metrics.auditWritten(batch.size());
            batch.clear();
        } catch (RuntimeException e) {
            metrics.auditFailed();
            LOG.warn("{} audit records wait: {}", batch.size() + queue.size(), e.getMessage());
            LockSupport.parkNanos(RETRY.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void spill(AuditRecord record) {
        metrics.auditNotQueued();
        LOG.warn("Audit record that is not in the database: {}", record);
    }

    /** Deletes what is older than the settings allow. */
    void deleteOld() {
        if (settings.retentionDays() == 0) {
            return;
        }
        var moment = clock.instant().minus(settings.retentionDays(), ChronoUnit.DAYS);
        int deleted;
        do {
            deleted =
                    database.system(
                            connection ->
                                    AuditTable.deleteBefore(connection, moment, DELETE_BATCH));
        } while (deleted == DELETE_BATCH);
    }

    /** Writes what waits, for a few seconds at most. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(LAST_TRIES.toMillis());
            writer.interrupt();
            writer.join(LAST_TRIES.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
