package ke.co.datacraft.cv.bridge.retention;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.settings.RetentionSettings;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.contracts.FrameNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes frames from object storage that have been kept for long enough, whether their source runs
 * or there is any such source. It goes by the hours in their keys, of which it opens only those
 * that are over for long enough, and those to come, where a camera's clock is wrong; and by when
 * they were written, so that frames of long ago wait for their analysis too. Several bridges may do
 * so at once.
 */
public final class FrameJanitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameJanitor.class);
    private static final String TENANTS = "tenants/";
    private static final List<String> KINDS = List.of(FrameNames.FRAMES, FrameNames.EVIDENCE);

    private final Database database;
    private final ObjectStorage storage;
    private final RetentionSettings settings;
    private final Counter removed;
    private final Counter failures;
    private final ScheduledExecutorService executor;

    /**
     * @param database where sources are defined
     * @param storage where frames are
     * @param settings how long, where a source does not say it
     * @param registry where it counts
     */
    public FrameJanitor(
            Database database,
            ObjectStorage storage,
            RetentionSettings settings,
            PrometheusRegistry registry) {
        this.database = database;
        this.storage = storage;
        this.settings = settings;
        this.removed =
                Counter.builder()
                        .name("cv_bridge_frames_removed")
                        .help("Frames of sources, and evidence, that had been kept long enough")
                        .labelNames("kind")
                        .register(registry);
        KINDS.forEach(removed::initLabelValues);
        this.failures =
                Counter.builder()
                        .name("cv_bridge_frame_sweeps_failed")
                        .help("Looks for old frames that database or storage broke off")
                        .register(registry);
        this.executor =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, "cv-frame-janitor");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Begins to clean up from time to time. */
    public void start() {
        long seconds = settings.sweep().toSeconds();
        executor.scheduleWithFixedDelay(this::trySweep, seconds, seconds, TimeUnit.SECONDS);
    }

    private void trySweep() {
        try {
            sweep(Instant.now());
        } catch (IOException | ApiError e) {
            failures.inc();
            LOG.warn("Old frames are not removed now: {}", e.getMessage());
        } catch (RuntimeException e) {
            failures.inc();
            LOG.error("Removing old frames failed", e);
        }
    }

    /**
     * Cleans up once.
     *
     * @return how many objects were removed
     */
    int sweep(Instant now) throws IOException {
        // Without the definitions nobody knows what may go.
        FrameRetentions retentions =
                database.system(connection -> FrameRetentions.read(connection, settings));
        int all = 0;
        for (String tenant : storage.folders(TENANTS)) {
            for (String kind : KINDS) {
                String sources = TENANTS + tenant + "/" + kind + "/";
                for (String source : storage.folders(sources)) {
                    String folder = sources + source + "/";
                    Instant before = now.minus(retentions.of(folder, kind));
                    int gone = new Sweep(folder, before, now).below("");
                    removed.labelValues(kind).inc(gone);
                    all += gone;
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    /** One source's objects of a kind. */
    private final class Sweep {

        private final String folder;
        private final Instant before;
        private final String oldest;
        private final String newest;

        Sweep(String folder, Instant before, Instant now) {
            this.folder = folder;
            this.before = before;
            this.oldest = FrameNames.hour(before);
            this.newest = FrameNames.hour(now);
        }

        /**
         * @param path year, month and day, as far as they are known, each followed by a slash
         */
        int below(String path) throws IOException {
            int gone = 0;
            for (String name : storage.folders(folder + path)) {
                String next = path + name;
                boolean isHour = next.length() >= oldest.length();
                int toOldest = next.compareTo(start(oldest, next));
                boolean isLater = next.compareTo(start(newest, next)) >= (isHour ? 1 : 0);
                if (toOldest < 0 || toOldest == 0 && !isHour || isLater) {
                    gone +=
                            isHour
                                    ? storage.deleteBefore(folder + next + "/", before)
                                    : below(next + "/");
                }
            }
            return gone;
        }

        private static String start(String hour, String path) {
            return hour.substring(0, Math.min(hour.length(), path.length()));
        }
    }
}
