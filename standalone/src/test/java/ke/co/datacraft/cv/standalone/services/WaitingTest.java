package ke.co.datacraft.cv.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitingTest {

    @Test
    void asksUntilItHolds() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(Waiting.until(Duration.ofMinutes(1), () -> asked.incrementAndGet() == 3))
                .isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void givesUpInTimeAndTakesFailuresForNo() {
        assertThat(
                        Waiting.until(
                                Duration.ofMillis(1),
                                () -> {
                                    throw new IllegalStateException("not yet");
                                }))
                .isFalse();
    }
}
