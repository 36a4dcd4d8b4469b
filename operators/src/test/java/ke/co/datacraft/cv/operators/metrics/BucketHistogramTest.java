package ke.co.datacraft.cv.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.flink.metrics.HistogramStatistics;
import org.junit.jupiter.api.Test;

class BucketHistogramTest {

    private final BucketHistogram histogram = new BucketHistogram(0.1, 1, 10);

    @Test
    void boundsAreInclusiveAndCountsCumulative() {
        histogram.observe(0.1);
        histogram.observe(Duration.ofMillis(500));
        histogram.observe(1.0);
        histogram.update(100);

        assertThat(histogram.get()[0]).containsExactly(0.1, 1, 10, Double.POSITIVE_INFINITY);
        assertThat(histogram.get()[1]).containsExactly(1, 3, 3, 4);
        assertThat(histogram.get()[2][0]).isCloseTo(101.6, within(1e-9));
        assertThat(histogram.sum()).isCloseTo(101.6, within(1e-9));
        assertThat(histogram.getCount()).isEqualTo(4);
    }

    @Test
    void notANumberIsIgnored() {
        histogram.observe(Double.NaN);
        assertThat(histogram.getCount()).isZero();
        assertThat(histogram.sum()).isZero();
    }

    @Test
    void statisticsStayWithinWhatWasSeen() {
        BucketHistogram tens = new BucketHistogram(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
        IntStream.rangeClosed(1, 100).forEach(tens::update);
        HistogramStatistics statistics = tens.getStatistics();

        assertThat(statistics.getQuantile(0.5)).isCloseTo(50, within(1.0));
        assertThat(statistics.getQuantile(0.99)).isCloseTo(99, within(1.0));
        assertThat(statistics.getQuantile(1)).isEqualTo(100);
        assertThat(statistics.getMean()).isCloseTo(50.5, within(1e-9));
        assertThat(statistics.getStdDev()).isCloseTo(28.9, within(1.0));
        assertThat(statistics.getMin()).isEqualTo(1);
        assertThat(statistics.getMax()).isEqualTo(100);
        assertThat(statistics.size()).isEqualTo(100);
    }

    @Test
    void emptyHasZeroes() {
        HistogramStatistics statistics = histogram.getStatistics();
        assertThat(statistics.getQuantile(0.95)).isZero();
        assertThat(statistics.getMean()).isZero();
        assertThat(statistics.getStdDev()).isZero();
        assertThat(statistics.getMax()).isZero();
        assertThat(statistics.getMin()).isZero();
    }

    @Test
    void countsFromAllThreads() {
        IntStream.range(0, 10_000).parallel().forEach(i -> histogram.observe(i % 2));
        assertThat(histogram.getCount()).isEqualTo(10_000);
        assertThat(histogram.get()[1]).containsExactly(5_000, 10_000, 10_000, 10_000);
    }

    @Test
    void refusesBoundsOutOfOrder() {
        assertThatThrownBy(() -> new BucketHistogram(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascending, found [1.0, 1.0]");
        assertThatThrownBy(() -> new BucketHistogram(1, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
