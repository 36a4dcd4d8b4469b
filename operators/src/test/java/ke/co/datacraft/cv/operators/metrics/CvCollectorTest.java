package ke.co.datacraft.cv.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.MeterView;
import org.junit.jupiter.api.Test;

class CvCollectorTest {

    private static final Map<String, String> LABELS = Map.of("<lane>", "images", "<host>", "a");

    private final CvCollector collector = new CvCollector();

    /** As a class that was loaded by another class loader: only Flink's and Java's types fit. */
    private static final class ForeignHistogram implements Histogram, Supplier<double[][]> {

        @Override
        public double[][] get() {
            return new double[][] {{1, Double.POSITIVE_INFINITY}, {2, 3}, {4.5}};
        }

        @Override
        public void update(long value) {
            throw new UnsupportedOperationException("Nobody updates it here");
        }

        @Override
        public long getCount() {
            return 3;
        }

        @Override
        public HistogramStatistics getStatistics() {
            throw new UnsupportedOperationException("Nobody asks for it here");
        }
    }

    private MetricFamilySamples only() {
        List<MetricFamilySamples> families = collector.collect();
        assertThat(families).hasSize(1);
        return families.get(0);
    }

    @Test
    void equalSeriesAreAddedUp() {
        ConcurrentCounter first = new ConcurrentCounter();
        ConcurrentCounter second = new ConcurrentCounter();
        first.inc(2);
        second.inc(3);
        collector.add(first, "images_total", LABELS);
        collector.add(second, "images_total", LABELS);
        assertThat(only().name).isEqualTo("cv_images_total");
        assertThat(only().samples).singleElement().extracting(sample -> sample.value).isEqualTo(5d);

        assertThat(collector.remove(first)).isTrue();
        assertThat(collector.remove(first)).isFalse();
        assertThat(only().samples).singleElement().extracting(sample -> sample.value).isEqualTo(3d);
    }

    @Test
    void otherLabelsAreAnotherSeries() {
        collector.add(new ConcurrentCounter(), "images_total", LABELS);
        collector.add(new ConcurrentCounter(), "images_total", Map.of("<lane>", "frames"));
        assertThat(only().samples).hasSize(2);
    }

    @Test
    void labelsThatChangeWithEveryAttemptAreLeftOut() {
        collector.add(
                new ConcurrentCounter(),
                "images_total",
                Map.of("<task_attempt_id>", "1", "<operator_name>", "vision", "<job_id>", "2"));
        assertThat(only().samples.get(0).labelNames).containsExactly("operator_name");
    }

    @Test
    void bucketsOfAForeignClassAreUnderstood() {
        collector.add(new ForeignHistogram(), "processing_duration_seconds", Map.of());
        collector.add(new ForeignHistogram(), "processing_duration_seconds", Map.of());
        assertThat(only().type).isEqualTo(Type.HISTOGRAM);
        assertThat(only().samples)
                .extracting(sample -> sample.name.replace("cv_processing_duration_seconds", ""))
                .containsExactly("_bucket", "_bucket", "_sum", "_count");
        assertThat(only().samples)
                .extracting(sample -> sample.value)
                .containsExactly(4d, 6d, 9d, 6d);
    }

    @Test
    void gaugeWithoutANumberIsLeftOut() {
        Gauge<String> text = () -> "text";
        Gauge<Number> none = () -> null;
        collector.add(text, "active_jobs", LABELS);
        collector.add(none, "active_jobs", LABELS);
        assertThat(collector.collect()).isEmpty();
    }

    @Test
    void kindsWithoutAFormAreRefused() {
        assertThat(collector.add(new MeterView(5), "rate", LABELS)).isFalse();
    }
}
