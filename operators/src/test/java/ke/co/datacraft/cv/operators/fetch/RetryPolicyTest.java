package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import ke.co.datacraft.cv.contracts.ReasonCode;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static RetryPolicy policy(double random) {
        return new RetryPolicy(5, Duration.ofMillis(100), Duration.ofMillis(350), () -> random);
    }

    @Test
    void doublesUpToTheLongestWait() {
        assertThat(policy(0).backoff(1)).isEqualTo(Duration.ofMillis(50));
        assertThat(policy(0.5).backoff(1)).isEqualTo(Duration.ofMillis(75));
        assertThat(policy(0.5).backoff(2)).isEqualTo(Duration.ofMillis(150));
        assertThat(policy(0).backoff(3)).isEqualTo(Duration.ofMillis(175));
        assertThat(policy(0).backoff(1000)).isEqualTo(Duration.ofMillis(175));
    }

    @Test
    void triesAgainOnlyWhatCanPass() {
        FetchException passing = FetchException.passing("busy", null);
        FetchException permanent = FetchException.permanent(ReasonCode.NOT_FOUND, "gone");

        assertThat(policy(0).allowsAnother(4, passing)).isTrue();
        assertThat(policy(0).allowsAnother(5, passing)).isFalse();
        assertThat(policy(0).allowsAnother(1, permanent)).isFalse();
    }

    @Test
    void needsOneAttempt() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, () -> 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CV_FETCH_MAX_ATTEMPTS is 0");
    }
}
