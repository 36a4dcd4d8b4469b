package ke.co.datacraft.cv.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionsTest {

    @Test
    void namesOfMetricsAreFoundAndNothingElse() {
        assertThat(
                        Expressions.metrics(
                                "histogram_quantile(0.95, sum by (lane, le)"
                                        + " (rate(a_bucket{x=~\"b|c\", y!=\"d}\"}[5m]))) > 1e3"))
                .containsExactly("a_bucket");
        assertThat(
                        Expressions.metrics(
                                "sum(a) by (x) / on (x) group_left (y) (b > bool 0) unless"
                                        + " ignoring (z) c:d offset 5m or vector(0)"))
                .containsExactly("a", "b", "c:d");
        assertThat(Expressions.metrics("up == 0 and group by (n) (last_over_time(q[6h:1m]))"))
                .containsExactly("q", "up");
    }

    @Test
    void variablesAreFilledIn() {
        assertThat(
                        Expressions.filledIn(
                                "rate(a{n=~\"$namespace\", m=~\"${model}\"}[$__rate_interval])"))
                .isEqualTo("rate(a{n=~\".*\", m=~\".*\"}[1m])");
    }
}
