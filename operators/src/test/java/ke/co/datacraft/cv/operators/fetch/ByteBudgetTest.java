package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import ke.co.datacraft.cv.operators.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private CompletableFuture<ByteBudget.Reservation> acquire(ByteBudget budget, long bytes) {
        CompletableFuture<ByteBudget.Reservation> future = new CompletableFuture<>();
        threads.submit(
                () -> {
                    try {
                        future.complete(budget.acquire(bytes));
                    } catch (InterruptedException e) {
                        future.completeExceptionally(e);
                    }
                });
        return future;
    }

    @Test
    void neverLetsMoreThroughThanThereIs() throws Exception {
        ByteBudget budget = new ByteBudget(1000);
        AtomicLong held = new AtomicLong();
        AtomicLong most = new AtomicLong();
        List<Future<?>> workers = new ArrayList<>();
        for (int worker = 0; worker < 8; worker++) {
            workers.add(
                    threads.submit(
                            () -> {
                                for (int i = 0; i < 500; i++) {
                                    long bytes = ThreadLocalRandom.current().nextLong(1, 1001);
                                    try (ByteBudget.Reservation share = budget.acquire(bytes)) {
                                        long now = held.addAndGet(bytes);
                                        most.accumulateAndGet(now, Math::max);
                                        held.addAndGet(-bytes);
                                    }
                                }
                                return null;
                            }));
        }
        for (Future<?> worker : workers) {
            worker.get(60, TimeUnit.SECONDS);
        }
        assertThat(most.get()).isBetween(1L, 1000L);
        assertThat(budget.used()).isZero();
        assertThat(budget.waiting()).isZero();
    }

    @Test
    void aLargeRequestIsNotOvertaken() throws Exception {
        ByteBudget budget = new ByteBudget(10);
        ByteBudget.Reservation first = budget.acquire(6);
        CompletableFuture<ByteBudget.Reservation> large = acquire(budget, 8);
        Eventually.check(() -> budget.waiting() == 1);
        CompletableFuture<ByteBudget.Reservation> small = acquire(budget, 1);
        Eventually.check(() -> budget.waiting() == 2);

        assertThat(small).isNotDone();
        first.close();
        large.get(60, TimeUnit.SECONDS);
        small.get(60, TimeUnit.SECONDS);
        assertThat(budget.used()).isEqualTo(9);
    }

    @Test
    void moreThanAllIsAll() throws Exception {
        ByteBudget budget = new ByteBudget(10);
        try (ByteBudget.Reservation all = budget.acquire(Long.MAX_VALUE)) {
            assertThat(all.held()).isEqualTo(10);
            assertThat(budget.used()).isEqualTo(10);
        }
        assertThat(budget.used()).isZero();
    }

    @Test
    void givesBackOnceAndNeverGrows() throws Exception {
        ByteBudget budget = new ByteBudget(10);
        ByteBudget.Reservation share = budget.acquire(8);
        share.shrinkTo(3);
        share.shrinkTo(9);
        assertThat(budget.used()).isEqualTo(3);
        share.close();
        share.close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void whoIsInterruptedLeavesTheQueue() throws Exception {
        ByteBudget budget = new ByteBudget(10);
        ByteBudget.Reservation all = budget.acquire(10);
        CompletableFuture<ByteBudget.Reservation> waiting = acquire(budget, 5);
        Eventually.check(() -> budget.waiting() == 1);

        threads.shutdownNow();

        assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InterruptedException.class);
        all.close();
        budget.acquire(10).close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void needsRoomForSomething() {
        assertThatThrownBy(() -> new ByteBudget(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CV_IN_FLIGHT_MEGABYTES");
    }
}
