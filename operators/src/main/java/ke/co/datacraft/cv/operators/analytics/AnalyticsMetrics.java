package ke.co.datacraft.cv.operators.analytics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What one subtask counts, in all and of each source, up to {@link CvMetrics#MAX_SERIES} of them;
 * the figures of a source that is gone are not shown any more. Told by the thread of the subtask
 * alone.
 */
final class AnalyticsMetrics {

    private static final double MILLIS = 1000.0;

    private final CvMetrics metrics;
    private final BucketHistogram delay;

    /** Counters by label: looking one up by its labels costs more than counting. */
    private final Map<String, Counter> frames = new HashMap<>();

    private final Map<String, Counter> shown = new HashMap<>();

    private final Map<String, Figures> sources = new ConcurrentHashMap<>();

    /** Sources that have series, also where they are gone: one for all others would tell of one. */
    private final Set<String> registered = new HashSet<>();

    AnalyticsMetrics(MetricGroup group) {
        this.metrics = CvMetrics.of(group);
        this.delay =
                metrics.histogram(MetricNames.ANALYTICS_DELAY_SECONDS, BucketHistogram.seconds());
    }

    /** Of one source; written by one thread and read by others. */
    static final class Figures {

        private volatile long analysed;
        private volatile long late;
        private volatile long messages;
        private volatile long refused;
        private volatile int tracks;
        private volatile double delaySeconds;
    }

    /**
     * Figures of a source, shown from now on; its series may be there from an earlier time.
     *
     * @param key tenant and source
     */
    private Figures source(String key, String tenantId, String sourceId) {
        Figures known = sources.get(key);
        if (known != null) {
            return known;
        }
        Figures figures = new Figures();
        sources.put(key, figures);
        if (registered.size() < CvMetrics.MAX_SERIES && registered.add(key)) {
            register(key, MetricNames.TENANT, tenantId, MetricNames.SOURCE, sourceId);
        }
        return figures;
    }

    private void register(String key, String... labels) {
        counter(MetricNames.ANALYTICS_SOURCE_FRAMES_TOTAL, key, of -> of.analysed, labels);
        counter(MetricNames.ANALYTICS_SOURCE_LATE_TOTAL, key, of -> of.late, labels);
        counter(MetricNames.ANALYTICS_SOURCE_EVENTS_TOTAL, key, of -> of.messages, labels);
        counter(MetricNames.ANALYTICS_SOURCE_REFUSED_TOTAL, key, of -> of.refused, labels);
        gauge(MetricNames.ANALYTICS_SOURCE_TRACKS, key, of -> of.tracks, labels);
        gauge(MetricNames.ANALYTICS_SOURCE_DELAY_SECONDS, key, of -> of.delaySeconds, labels);
    }

    private void counter(String name, String key, ToLongFunction<Figures> value, String... labels) {
        metrics.counter(
                name,
                () -> {
                    Figures figures = sources.get(key);
                    return figures == null ? CvMetrics.ABSENT : value.applyAsLong(figures);
                },
                labels);
    }

    private void gauge(String name, String key, Function<Figures, Number> value, String... labels) {
        metrics.gauge(
                name,
                () -> {
                    Figures figures = sources.get(key);
                    return figures == null ? null : value.apply(figures);
                },
                labels);
    }

    /** A source is no more. */
    void drop(String key) {
        sources.remove(key);
    }

    /** A result came, and this became of it. */
    void frame(String result) {
        frames.computeIfAbsent(
                        result,
                        name ->
                                metrics.counter(
                                        MetricNames.ANALYTICS_FRAMES_TOTAL,
                                        MetricNames.RESULT,
                                        name))
                .inc();
    }

    /** The objects of a frame were shown live, or not. */
    void live(String result) {
        shown.computeIfAbsent(
                        result,
                        name ->
                                metrics.counter(
                                        MetricNames.ANALYTICS_LIVE_FRAMES_TOTAL,
                                        MetricNames.RESULT,
                                        name))
                .inc();
    }

    /** A frame came too late. */
    void late(String key, String tenantId, String sourceId) {
        source(key, tenantId, sourceId).late++;
    }

    /**
     * A frame is analysed.
     *
     * @param delayMillis since its capture
     */
    void analysed(String key, String tenantId, String sourceId, long delayMillis) {
        delay.observe(delayMillis / MILLIS);
        Figures figures = source(key, tenantId, sourceId);
        figures.analysed++;
        figures.delaySeconds = delayMillis / MILLIS;
    }

    /** So many objects of a source are followed now. */
    void following(String key, int tracks) {
        Figures figures = sources.get(key);
        if (figures != null) {
            figures.tracks = tracks;
        }
    }

    /** A message of an event went out. */
    void event(String key, AnalyticsEvent event) {
        metrics.counter(
                        MetricNames.ANALYTICS_EVENTS_TOTAL,
                        MetricNames.KIND,
                        event.kind().name().toLowerCase(Locale.ROOT),
                        MetricNames.TYPE,
                        event.type().name().toLowerCase(Locale.ROOT))
                .inc();
        source(key, event.tenantId(), event.sourceId()).messages++;
    }

    /** Something was counted for all classes alone. */
    void refusedCount() {
        metrics.counter(MetricNames.ANALYTICS_REFUSED_COUNTS_TOTAL).inc();
    }

    /** Detections were not followed. */
    void refusedTracks(String key, long refused) {
        Figures figures = sources.get(key);
        if (figures != null) {
            figures.refused += refused;
        }
    }
}
