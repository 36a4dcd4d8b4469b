package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PriorityExecutorTest {

    @Test
    void takesTheMostUrgentFirstAndTheOldestOfEquals() throws Exception {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(6);
        try (PriorityExecutor executor = new PriorityExecutor("test", 1)) {
            executor.withPriority(1)
                    .execute(
                            () -> {
                                busy.countDown();
                                awaitQuietly(go);
                            });
            assertThat(busy.await(60, TimeUnit.SECONDS)).isTrue();
            for (String name : List.of("5a", "1a", "10a", "5b", "10b", "1b")) {
                int priority = Integer.parseInt(name.substring(0, name.length() - 1));
                executor.withPriority(priority)
                        .execute(
                                () -> {
                                    order.add(name);
                                    done.countDown();
                                });
            }
            assertThat(executor.waiting()).isEqualTo(6);
            go.countDown();
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(order).containsExactly("10a", "10b", "5a", "5b", "1a", "1b");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void takesNothingAfterItsEnd() {
        PriorityExecutor executor = new PriorityExecutor("test", 1);
        executor.close();

        assertThatThrownBy(() -> executor.withPriority(5).execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
