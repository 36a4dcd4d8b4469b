package ke.co.datacraft.cv.bridge.upload;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what nobody needs any more: objects of broken uploads, of removed jobs and tenants, and
 * answers to requests that are long past. Several bridges may do so at once.
 */
public final class UploadJanitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UploadJanitor.class);
    private static final long PERIOD_SECONDS = 60;
    private static final int PAGE = 500;

    private final Database database;
    private final Uploads uploads;
    private final Duration grace;
    private final Counter removed;
    private final ScheduledExecutorService executor;

    /**
     * @param database where rows tell of objects
     * @param uploads deletes them
     * @param longestUpload how long an upload may take
     * @param registry where it counts
     */
    public UploadJanitor(
            Database database,
            Uploads uploads,
            Duration longestUpload,
            PrometheusRegistry registry) {
        this.database = database;
        this.uploads = uploads;
        this.grace = longestUpload.multipliedBy(2).plusMinutes(1);
        this.removed =
                Counter.builder()
                        .name("cv_bridge_uploads_removed")
                        .help("Objects of broken uploads and of removed jobs that were cleaned up")
                        .register(registry);
        this.executor =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "cv-upload-janitor");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Begins to clean up from time to time. */
    public void start() {
        executor.scheduleWithFixedDelay(
                this::tryClean, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private void tryClean() {
        try {
            clean(grace);
        } catch (ApiError e) {
            LOG.warn("Nothing is cleaned up now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cleaning up failed", e);
        }
    }

    /**
     * Cleans up once.
     *
     * @param age how old an upload without a job has to be
     */
    void clean(Duration age) {
        database.system(
                connection -> {
                    try (PreparedStatement expired =
                            connection.prepareStatement(
                                    "DELETE FROM cv.idempotency_keys WHERE expires_at <= now()")) {
                        expired.executeUpdate();
                    }
                    return UploadTable.giveUpOld(connection, age);
                });
        List<UploadTable.Released> released =
                database.system(connection -> UploadTable.released(connection, PAGE));
        for (UploadTable.Released object : released) {
            uploads.deleteReleased(object.tenant(), List.of(object.key()));
            removed.inc();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
