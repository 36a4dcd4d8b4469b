package ke.co.datacraft.cv.inference.batch;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchingPolicyTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchingPolicy(0, Duration.ZERO, 1, MINUTE, 1))
                .withMessage("maxBatchSize is 0; give 1 to 1024");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchingPolicy(1, Duration.ZERO, 0, MINUTE, 1))
                .withMessageStartingWith("maxQueueSize is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchingPolicy(1, Duration.ZERO, 1, MINUTE, 65))
                .withMessage("executors is 65; give 1 to 64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchingPolicy(1, Duration.ofNanos(-1), 1, MINUTE, 1))
                .withMessageStartingWith("maxQueueDelay is PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchingPolicy(1, MINUTE, 1, MINUTE, 1))
                .withMessageContaining("give more than maxQueueDelay, PT1M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestOptions(0, Duration.ZERO))
                .withMessageContaining("give a positive time");
    }
}
