package ke.co.datacraft.cv.operators.sink;

import java.util.function.IntSupplier;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.Counter;

/** Counts what a {@link RedisSinkWriter} does. */
final class RedisSinkMetrics {

    private final CvMetrics metrics;
    private final String sink;
    private final Counter written;
    private final Counter dropped;
    private final Counter errors;

    RedisSinkMetrics(CvMetrics metrics, String sink) {
        this.metrics = metrics;
        this.sink = sink;
        this.written = counter(MetricNames.REDIS_WRITES_TOTAL);
        this.dropped = counter(MetricNames.REDIS_DROPPED_TOTAL);
        this.errors = counter(MetricNames.REDIS_ERRORS_TOTAL);
    }

    void pending(IntSupplier size) {
        metrics.gauge(MetricNames.REDIS_PENDING, () -> size.getAsInt(), MetricNames.SINK, sink);
    }

    void written(int count) {
        written.inc(count);
    }

    void dropped(int count) {
        dropped.inc(count);
    }

    void failed() {
        errors.inc();
    }

    private Counter counter(String name) {
        return metrics.counter(name, MetricNames.SINK, sink);
    }
}
