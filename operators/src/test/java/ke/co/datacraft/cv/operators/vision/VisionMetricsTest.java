package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.inference.batch.BatchingStatistics;
import ke.co.datacraft.cv.operators.metrics.BucketHistogram;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class VisionMetricsTest {

    /** Remembers metrics by the path of their groups. */
    private static final class RecordingGroup extends UnregisteredMetricsGroup {

        private final String path;
        private final Map<String, Metric> metrics;

        RecordingGroup(String path, Map<String, Metric> metrics) {
            this.path = path;
            this.metrics = metrics;
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new RecordingGroup(path + name + '.', metrics);
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new RecordingGroup(path + key + '=' + value + '.', metrics);
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            metrics.put(path + name, counter);
            return counter;
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            metrics.put(path + name, histogram);
            return histogram;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            metrics.put(path + name, gauge);
            return gauge;
        }
    }

    private final Map<String, Metric> recorded = new ConcurrentHashMap<>();
    private final VisionMetrics metrics =
            new VisionMetrics(
                    new RecordingGroup("", recorded),
                    model -> new BatchingStatistics(7, 10, 30, 3, 4));

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        recorded.forEach(
                (name, metric) -> {
                    if (metric instanceof Counter counter) {
                        counts.put(name, counter.getCount());
                    } else if (metric instanceof Histogram histogram) {
                        counts.put(name, histogram.getCount());
                    }
                });
        return counts;
    }

    @Test
    void countsUnderTheirNames() {
        metrics.fetched("file", 5, 100);
        metrics.fetched("file", 5, 20);
        metrics.fetchRetried("https");
        metrics.decoded(7);
        metrics.cacheLookup("hit");
        metrics.analysed(result("ocr", "tesseract"), 1, 9);

        assertThat(counts())
                .containsOnly(
                        Map.entry("cv.scheme=file.fetch_duration_seconds", 2L),
                        Map.entry("cv.scheme=file.fetch_bytes_total", 120L),
                        Map.entry("cv.scheme=https.fetch_retries_total", 1L),
                        Map.entry("cv.decode_duration_seconds", 1L),
                        Map.entry("cv.result=hit.result_cache_requests_total", 1L),
                        Map.entry("cv.task=ocr.task_duration_seconds", 1L),
                        Map.entry(stage("queue"), 1L),
                        Map.entry(stage("preprocess"), 1L),
                        Map.entry(stage("compute"), 1L),
                        Map.entry(stage("postprocess"), 1L),
                        Map.entry("cv.model=tesseract.batch_size", 1L),
                        Map.entry("cv.model=tesseract.batch_runs_total", 10L),
                        Map.entry("cv.model=tesseract.batch_expired_total", 3L),
                        Map.entry("cv.model=tesseract.batch_held_up_total", 4L));
        assertThat(value("cv.model=tesseract.batch_queue")).isEqualTo(7);
    }

    private static String stage(String stage) {
        return "cv.model=tesseract.stage=" + stage + ".stage_duration_seconds";
    }

    private Object value(String gauge) {
        return ((Gauge<?>) recorded.get(gauge)).getValue();
    }

    private static TaskResult result(String task, String model) {
        return new TaskResult(
                task,
                null,
                new ModelReference(model, "1", null),
                false,
                new TaskTimings(1, 2, 3, 4),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void eachModelHasItsOwnStagesAndBatches() {
        metrics.analysed(result("object_detection", "small"), 1, 9);
        metrics.analysed(result("object_detection", "large"), 8, 9);
        metrics.analysed(result("object_detection", "large"), 8, 9);

        assertThat(counts())
                .containsEntry("cv.task=object_detection.task_duration_seconds", 3L)
                .containsEntry("cv.model=small.batch_size", 1L)
                .containsEntry("cv.model=large.batch_size", 2L)
                .containsEntry("cv.model=large.stage=compute.stage_duration_seconds", 2L);
        double[][] buckets = ((BucketHistogram) recorded.get("cv.model=large.batch_size")).get();
        assertThat(buckets[1][3]).as("up to 8").isEqualTo(2);
    }

    @Test
    void whatARecordMakesUpIsNoLabel() {
        metrics.fetchRetried("gopher-" + System.nanoTime());

        assertThat(counts()).containsOnlyKeys("cv.scheme=other.fetch_retries_total");
    }

    @Test
    void showsValues() {
        metrics.gauge("cv_in_flight_references", () -> 42);

        Metric gauge = recorded.get("cv.in_flight_references");
        assertThat(gauge).isInstanceOf(Gauge.class);
        assertThat(((Gauge<?>) gauge).getValue()).isEqualTo(42L);
    }
}
