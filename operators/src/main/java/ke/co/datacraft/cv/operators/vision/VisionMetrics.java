package ke.co.datacraft.cv.operators.vision;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.inference.batch.BatchingStatistics;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.MetricGroup;

/** What one vision operator counts and times; any thread may tell it. */
final class VisionMetrics {

    /** Known schemes; what a record makes up is no label. */
    private static final Map<String, String> SCHEMES =
            Map.of("file", "file", "http", "http", "https", "https", "s3", "s3");

    private static final double[] STEPS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
    };

    private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128};

    private final CvMetrics metrics;
    private final Function<String, BatchingStatistics> batching;
    private final Map<String, BucketHistogram> histograms;
    private final Set<String> models;
    private final ReferenceTrace trace;

    /**
     * @param group of an operator without merged runs
     */
    public VisionMetrics(MetricGroup group) {
        this(group, model -> BatchingStatistics.NONE);
    }

    /**
     * @param group of the operator
     * @param batching what the batchers of a model did, as far as it falls to this operator to tell
     */
    public VisionMetrics(MetricGroup group, Function<String, BatchingStatistics> batching) {
        this.metrics = CvMetrics.of(group);
        this.batching = batching;
        this.models = ConcurrentHashMap.newKeySet();
        this.histograms = new ConcurrentHashMap<>();
        this.trace = null;
    }

    private VisionMetrics(VisionMetrics shared, ReferenceTrace trace) {
        this.metrics = shared.metrics;
        this.batching = shared.batching;
        this.models = shared.models;
        this.histograms = shared.histograms;
        this.trace = trace;
    }

    /** The same metrics; the trace of one reference hears what is told to them. */
    VisionMetrics traced(ReferenceTrace of) {
        return new VisionMetrics(this, of);
    }

    /** The trace that hears of it, or null. */
    ReferenceTrace trace() {
        return trace;
    }

    /** A worker took a reference up. */
    void queued(long nanos) {
        if (trace != null) {
            trace.queued(nanos);
        }
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
        if (trace != null) {
            trace.fetched(label, nanos, bytes);
        }
    }

    /** A fetch failed and is tried again. */
    void fetchRetried(String scheme) {
        String label = SCHEMES.getOrDefault(scheme, CvMetrics.OTHER);
        metrics.counter(MetricNames.FETCH_RETRIES_TOTAL, MetricNames.SCHEME, label).inc();
        if (trace != null) {
            trace.fetchRetried();
        }
    }

    /** A page was decoded. */
    void decoded(long nanos) {
        histogram(MetricNames.DECODE_DURATION_SECONDS).observe(Duration.ofNanos(nanos));
        if (trace != null) {
            trace.decoded(nanos);
        }
    }

    /** The cache was asked for one result. */
    void cacheLookup(String result) {
        metrics.counter(MetricNames.CACHE_REQUESTS_TOTAL, MetricNames.RESULT, result).inc();
    }

    /**
     * A task was done on one picture.
     *
     * @param batchSize pictures in the model's run
     * @param nanos time of all of it
     */
    void analysed(TaskResult result, int batchSize, long nanos) {
        String model = result.model().name();
        TaskTimings timings = result.timings();
        histogram(MetricNames.TASK_DURATION_SECONDS, MetricNames.TASK, result.task())
                .observe(Duration.ofNanos(nanos));
        stage(model, "queue", timings.queueMs());
        stage(model, "preprocess", timings.preprocessMs());
        stage(model, "compute", timings.inferenceMs());
        stage(model, "postprocess", timings.postprocessMs());
        sizes(model).observe(batchSize);
        if (trace != null) {
            trace.analysed(result, batchSize, nanos);
        }
        if (models.add(model)) {
            watchBatching(model);
        }
    }

    private void stage(String model, String stage, double millis) {
        histogram(
                        MetricNames.STAGE_DURATION_SECONDS,
                        MetricNames.MODEL,
                        model,
                        MetricNames.STAGE,
                        stage)
                .observe(millis / 1000);
    }

    private BucketHistogram sizes(String model) {
        return histograms.computeIfAbsent(
                MetricNames.BATCH_SIZE + '\n' + model,
                any -> metrics.histogram(MetricNames.BATCH_SIZE, SIZES, MetricNames.MODEL, model));
    }

    private void watchBatching(String model) {
        String[] labels = {MetricNames.MODEL, model};
        metrics.gauge(MetricNames.BATCH_QUEUE, () -> batching.apply(model).queued(), labels);
        metrics.counter(
                MetricNames.BATCH_RUNS_TOTAL, () -> batching.apply(model).batches(), labels);
        metrics.counter(
                MetricNames.BATCH_EXPIRED_TOTAL, () -> batching.apply(model).expired(), labels);
        metrics.counter(
                MetricNames.BATCH_HELD_UP_TOTAL, () -> batching.apply(model).heldUp(), labels);
    }

    private BucketHistogram histogram(String name, String... labels) {
        String key = name + '\n' + String.join("\n", labels);
        return histograms.computeIfAbsent(key, any -> metrics.histogram(name, STEPS, labels));
    }
}
