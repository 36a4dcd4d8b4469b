package ke.co.datacraft.cv.operators.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.MetricGroup;

/** Figures of each camera of a reader; those of a camera that is gone are not shown any more. */
final class CameraMetrics implements AutoCloseable {

    private static final double MILLIS = 1000.0;

    private final Map<String, CameraHealth> shown = new ConcurrentHashMap<>();
    private final CvMetrics metrics;
    private final Clock clock;

    CameraMetrics(MetricGroup group, Clock clock) {
        this.metrics = CvMetrics.of(group);
        this.clock = clock;
    }

    /** Takes how long frames took to be made ready and stored. */
    static DoubleConsumer storeSeconds(MetricGroup group) {
        BucketHistogram histogram =
                CvMetrics.of(group)
                        .histogram(MetricNames.SOURCE_STORE_SECONDS, BucketHistogram.seconds());
        return histogram::observe;
    }

    /** Shows a camera; its series may be there from an earlier time. */
    void show(CameraSplit split, CameraHealth health) {
        String key = split.key();
        shown.put(key, health);
        String[] labels = {
            MetricNames.TENANT, split.source().tenantId(), MetricNames.SOURCE, split.source().id()
        };
        counter(MetricNames.SOURCE_FRAMES_READ_TOTAL, key, CameraCounts::read, labels);
        counter(MetricNames.SOURCE_FRAMES_SENT_TOTAL, key, CameraCounts::sent, labels);
        counter(MetricNames.SOURCE_FRAMES_DROPPED_TOTAL, key, CameraCounts::dropped, labels);
        counter(
                MetricNames.SOURCE_FRAMES_WITHOUT_MOTION_TOTAL,
                key,
                CameraCounts::withoutMotion,
                labels);
        counter(MetricNames.SOURCE_RECONNECTS_TOTAL, key, CameraCounts::reconnects, labels);
        gauge(
                MetricNames.SOURCE_STATE,
                key,
                h -> h.state() == null ? null : h.state().ordinal(),
                labels);
        gauge(MetricNames.SOURCE_CLOCK_SKEW_SECONDS, key, CameraMetrics::skew, labels);
        gauge(MetricNames.SOURCE_FRAME_AGE_SECONDS, key, this::age, labels);
    }

    void drop(String key) {
        shown.remove(key);
    }

    @Override
    public void close() {
        shown.clear();
    }

    private void counter(
            String name, String key, ToLongFunction<CameraCounts> value, String... labels) {
        metrics.counter(
                name,
                () -> {
                    CameraHealth health = shown.get(key);
                    return health == null ? CvMetrics.ABSENT : value.applyAsLong(health.counts());
                },
                labels);
    }

    private void gauge(
            String name, String key, Function<CameraHealth, Number> value, String... labels) {
        metrics.gauge(
                name,
                () -> {
                    CameraHealth health = shown.get(key);
                    return health == null ? null : value.apply(health);
                },
                labels);
    }

    private static Number skew(CameraHealth health) {
        Long skew = health.skewMillis();
        return skew == null ? null : skew / MILLIS;
    }

    private Number age(CameraHealth health) {
        Instant last = health.lastFrameTime();
        return last == null ? null : Duration.between(last, clock.instant()).toMillis() / MILLIS;
    }
}
