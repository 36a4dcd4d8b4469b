package ke.co.datacraft.cv.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class CvMetricsTest {

    private final CvMetrics metrics = CvMetrics.of(new UnregisteredMetricsGroup());

    @Test
    void equalLabelsShareACounter() {
        Counter first = metrics.counter(MetricNames.IMAGES_TOTAL, "lane", "images");
        first.inc(2);
        assertThat(metrics.counter(MetricNames.IMAGES_TOTAL, "lane", "images")).isSameAs(first);
        assertThat(metrics.counter(MetricNames.IMAGES_TOTAL, "lane", "frames").getCount()).isZero();
        assertThat(first.getCount()).isEqualTo(2);
    }

    @Test
    void labelValuesAreBounded() {
        for (int i = 0; i < 3 * CvMetrics.MAX_SERIES; i++) {
            metrics.counter(MetricNames.TASK_RESULTS_TOTAL, "model", "m" + i).inc();
        }
        Counter other = metrics.counter(MetricNames.TASK_RESULTS_TOTAL, "model", CvMetrics.OTHER);
        assertThat(other.getCount()).isEqualTo(2L * CvMetrics.MAX_SERIES);
        assertThat(metrics.counter(MetricNames.TASK_RESULTS_TOTAL, "model", "m0").getCount())
                .isEqualTo(1);
    }

    @Test
    void refusesForeignNamesAndUnpairedLabels() {
        assertThatThrownBy(() -> metrics.counter("images_total"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix cv_");
        assertThatThrownBy(() -> metrics.counter(MetricNames.IMAGES_TOTAL, "lane"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
