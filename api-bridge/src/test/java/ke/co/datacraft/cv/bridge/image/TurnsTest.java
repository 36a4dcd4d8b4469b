package ke.co.datacraft.cv.bridge.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private String slow() throws InterruptedException {
        begun.countDown();
        release.await();
        return "slow";
    }

    @Test
    void whoFindsNoPlaceIsSentAwayAtOnce() throws Exception {
        Turns turns = new Turns(1, 0, Duration.ofMinutes(5));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<String> first = threads.submit(() -> turns.take(this::slow));
            begun.await();

            assertThatThrownBy(() -> turns.take(() -> "second"))
                    .isInstanceOfSatisfying(
                            ApiError.class,
                            error -> {
                                assertThat(error.code()).isEqualTo(ErrorCode.BUSY);
                                assertThat(error.headers()).containsEntry("Retry-After", "2");
                            });
            release.countDown();
            assertThat(first.get()).isEqualTo("slow");
            assertThat(turns.take(() -> "third")).isEqualTo("third");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoWaitsTooLongIsSentAwayAndTheNextWaitsForItsTurn() throws Exception {
        Turns impatient = new Turns(1, 1, Duration.ofMillis(1));
        Turns patient = new Turns(1, 1, Duration.ofMinutes(5));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            threads.submit(() -> impatient.take(this::slow));
            begun.await();
            assertThatThrownBy(() -> impatient.take(() -> "x")).isInstanceOf(ApiError.class);

            Future<String> first = threads.submit(() -> patient.take(this::slow));
            Future<String> second = threads.submit(() -> patient.take(() -> "second"));
            release.countDown();
            assertThat(first.get()).isEqualTo("slow");
            assertThat(second.get()).isEqualTo("second");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void workThatFailsGivesItsPlaceBack() throws Exception {
        Turns turns = new Turns(1, 0, Duration.ofMinutes(5));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () ->
                                    turns.take(
                                            () -> {
                                                throw new IllegalStateException("broken");
                                            }))
                    .hasMessage("broken");
        }
        assertThat(turns.take(() -> "fine")).isEqualTo("fine");
    }
}
