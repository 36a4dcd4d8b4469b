package ke.co.datacraft.cv.operators.vision;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.MetricGroup;

/** What one vision operator counts and times; any thread may tell it. */
final class VisionMetrics {

    /** Histogram: one step of a task; label {@link #STAGE}. */
    public static final String STAGE_DURATION_SECONDS = "cv_stage_duration_seconds";

    /** Label: {@code queue}, {@code preprocess}, {@code inference} or {@code postprocess}. */
    public static final String STAGE = "stage";

    /** Known schemes; what a record makes up is no label. */
    private static final Map<String, String> SCHEMES =
            Map.of("file", "file", "http", "http", "https", "https", "s3", "s3");

    private static final double[] STEPS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private final CvMetrics metrics;
    private final Map<String, BucketHistogram> histograms = new ConcurrentHashMap<>();

    /**
     * @param group of the operator
     */
    public VisionMetrics(MetricGroup group) {
        this.metrics = CvMetrics.of(group);
    }

    /** Shows a value of this operator. */
    void gauge(String name, LongSupplier value) {
        metrics.gauge(name, value::getAsLong);
    }

    /** Bytes came. */
    void fetched(String scheme, long nanos, long bytes) {
        String label = SCHEMES.getOrDefault(scheme, CvMetrics.OTHER);
        histogram(MetricNames.FETCH_DURATION_SECONDS, MetricNames.SCHEME, label)
                .observe(Duration.ofNanos(nanos));
        metrics.counter(MetricNames.FETCH_BYTES_TOTAL, MetricNames.SCHEME, label).inc(bytes);
    }

    /** A fetch failed and is tried again. */
    void fetchRetried(String scheme) {
        String label = SCHEMES.getOrDefault(scheme, CvMetrics.OTHER);
        metrics.counter(MetricNames.FETCH_RETRIES_TOTAL, MetricNames.SCHEME, label).inc();
    }

    /** A page was decoded. */
    void decoded(long nanos) {
        histogram(MetricNames.DECODE_DURATION_SECONDS).observe(Duration.ofNanos(nanos));
    }

    /** The cache was asked for one result. */
    void cacheLookup(String result) {
        metrics.counter(MetricNames.CACHE_REQUESTS_TOTAL, MetricNames.RESULT, result).inc();
    }

    /** A task was done on one page. */
    void analysed(String task, TaskTimings timings, long nanos) {
        histogram(MetricNames.TASK_DURATION_SECONDS, MetricNames.TASK, task)
                .observe(Duration.ofNanos(nanos));
        stage("queue", timings.queueMs());
        stage("preprocess", timings.preprocessMs());
        stage("inference", timings.inferenceMs());
        stage("postprocess", timings.postprocessMs());
    }

    private void stage(String stage, double millis) {
        histogram(STAGE_DURATION_SECONDS, STAGE, stage).observe(millis / 1000);
    }

    private BucketHistogram histogram(String name, String... labels) {
        String key = labels.length == 0 ? name : name + '\n' + labels[1];
        return histograms.computeIfAbsent(key, any -> metrics.histogram(name, STEPS, labels));
    }
}
