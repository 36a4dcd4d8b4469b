package ke.co.datacraft.cv.inference.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads on every side. */
@Timeout(120)
class DynamicBatcherStressTest {

    private static final int CALLERS = 8;
    private static final int PER_CALLER = 20_000;
    private static final int QUEUE = 16;

    @Test
    void everyRequestOfManyCallersRunsOnceAndGetsItsOwnAnswer() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        AtomicIntegerArray runs = new AtomicIntegerArray(CALLERS * PER_CALLER);
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        AtomicInteger largest = new AtomicInteger();
        try (SystemBatchingClock clock = new SystemBatchingClock("test-timer");
                DynamicBatcher<Integer, Integer> batcher =
                        new DynamicBatcher<>(
                                new BatchingPolicy(
                                        4, Duration.ofNanos(1000), QUEUE, Duration.ofMinutes(5), 2),
                                batch -> {
                                    mostAtOnce.accumulateAndGet(
                                            atOnce.incrementAndGet(), Math::max);
                                    largest.accumulateAndGet(batch.size(), Math::max);
                                    for (PendingRequest<Integer, Integer> each : batch) {
                                        runs.incrementAndGet(each.request());
                                        each.complete(-each.request());
                                    }
                                    atOnce.decrementAndGet();
                                },
                                threads,
                                clock)) {
            List<CompletableFuture<Void>> work = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller * PER_CALLER;
                work.add(CompletableFuture.runAsync(() -> askAll(batcher, first), callers));
            }
            CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)).join();
            batcher.close();
            batcher.ended().join();
            assertThat(batcher.statistics().requests()).isEqualTo(CALLERS * PER_CALLER);
            assertThat(batcher.statistics().queued()).isZero();
        } finally {
            callers.shutdownNow();
            threads.shutdownNow();
        }
        for (int request = 0; request < runs.length(); request++) {
            assertThat(runs.get(request)).isEqualTo(1);
        }
        assertThat(mostAtOnce.get()).isLessThanOrEqualTo(2);
        assertThat(largest.get()).isBetween(1, 4);
    }

    /** Waits for some answers and not for others, so that the queue is full at times. */
    private static void askAll(DynamicBatcher<Integer, Integer> batcher, int first) {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int request = first; request < first + PER_CALLER; request++) {
            CompletableFuture<Integer> answer =
                    batcher.submit(request, new RequestOptions(request % 3, null));
            answers.add(answer);
            if (request % 7 == 0) {
                answer.join();
            }
        }
        for (int index = 0; index < PER_CALLER; index++) {
            assertThat(answers.get(index).join()).isEqualTo(-(first + index));
        }
    }
}
