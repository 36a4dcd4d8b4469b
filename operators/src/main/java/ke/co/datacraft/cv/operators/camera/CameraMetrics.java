package ke.co.datacraft.cv.operators.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import ke.co.datacraft.cv.contracts.Redaction;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionKind;
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

    /** Takes how long something took with frames of all cameras. */
    static DoubleConsumer seconds(MetricGroup group, String name) {
        BucketHistogram histogram = CvMetrics.of(group).histogram(name, BucketHistogram.seconds());
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
        redactions(split.source().redaction(), key, labels);
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

    /** There are few series per name, so only those that can be of use are there. */
    private void redactions(Redaction redaction, String key, String... labels) {
        Set<RedactionKind> kinds = RedactionKind.of(redaction);
        if (kinds.isEmpty()) {
            return;
        }
        for (RedactionKind kind : kinds) {
            String[] withKind = Arrays.copyOf(labels, labels.length + 2);
            withKind[labels.length] = MetricNames.KIND;
            withKind[labels.length + 1] = kind.label();
            count(
                    MetricNames.REDACTIONS_TOTAL,
                    key,
                    health -> health.redactions().of(kind),
                    withKind);
        }
        count(
                MetricNames.REDACTION_FAILURES_TOTAL,
                key,
                health -> health.redactions().failures(),
                labels);
    }

    private void counter(
            String name, String key, ToLongFunction<CameraCounts> value, String... labels) {
        count(name, key, health -> value.applyAsLong(health.counts()), labels);
    }

    private void count(
            String name, String key, ToLongFunction<CameraHealth> value, String... labels) {
        metrics.counter(
                name,
                () -> {
                    CameraHealth health = shown.get(key);
                    return health == null ? CvMetrics.ABSENT : value.applyAsLong(health);
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
