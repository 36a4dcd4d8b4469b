package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.junit.jupiter.api.Test;

class RetryingFetcherTest {

    private static final URI PLACE = URI.create("http://host/a.jpg");
    private static final FetchException BUSY = FetchException.passing("host answered 503", null);

    private final TestingFetcher store = new TestingFetcher();
    private final ByteBudget budget = new ByteBudget(100);
    private final List<Duration> waits = new ArrayList<>();
    private final Deque<Runnable> delayed = new ArrayDeque<>();
    private final AtomicInteger retries = new AtomicInteger();
    private final RetryingFetcher fetcher =
            new RetryingFetcher(
                    new BoundedReader(
                            store, 50, Duration.ofSeconds(10), budget, EncryptionKeys.NONE),
                    new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0),
                    (wait, action) -> {
                        waits.add(wait);
                        delayed.addLast(action);
                    });

    private CompletableFuture<FetchedBytes> start() {
        return fetcher.fetch(PLACE, "acme", Runnable::run, retries::incrementAndGet);
    }

    private static Throwable failure(CompletableFuture<?> future) {
        assertThat(future).isCompletedExceptionally();
        Throwable thrown = future.handle((value, failure) -> failure).join();
        return thrown instanceof CompletionException ? thrown.getCause() : thrown;
    }

    @Test
    void waitsWithoutAThreadAndTriesAgain() {
        store.thenFails(BUSY).thenFails(BUSY).thenGives(new byte[7]);

        CompletableFuture<FetchedBytes> result = start();
        assertThat(result).isNotDone();
        assertThat(store.attempts()).isEqualTo(1);
        delayed.removeFirst().run();
        assertThat(result).isNotDone();
        delayed.removeFirst().run();

        assertThat(result).isCompleted();
        assertThat(result.join().bytes()).hasSize(7);
        assertThat(result.join().attempts()).isEqualTo(3);
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(retries).hasValue(2);
        assertThat(budget.used()).isEqualTo(7);
        result.join().close();
        assertThat(budget.used()).isZero();
    }

    @Test
    void givesUpAfterTheLastAttempt() {
        store.thenFails(BUSY);

        CompletableFuture<FetchedBytes> result = start();
        delayed.removeFirst().run();
        delayed.removeFirst().run();

        assertThat(failure(result))
                .isInstanceOf(FetchException.class)
                .hasMessage("host answered 503 (tried 3 times)");
        assertThat(delayed).isEmpty();
    }

    @Test
    void doesNotTryAgainWhatCannotPass() {
        store.thenFails(FetchException.permanent(ReasonCode.NOT_FOUND, "gone"));

        assertThat(failure(start())).hasMessage("gone");
        assertThat(store.attempts()).isEqualTo(1);
        assertThat(delayed).isEmpty();
    }

    @Test
    void stopsWhenNobodyWaitsAnyMore() {
        store.thenFails(BUSY);
        CompletableFuture<FetchedBytes> result = start();

        result.cancel(false);
        delayed.removeFirst().run();

        assertThat(store.attempts()).isEqualTo(1);
    }

    @Test
    void letsBytesGoThatComeTooLate() {
        List<Runnable> queue = new ArrayList<>();
        CompletableFuture<FetchedBytes> result = fetcher.fetch(PLACE, "acme", queue::add, () -> {});
        store.then(
                () -> {
                    result.cancel(false);
                    byte[] bytes = new byte[7];
                    return new FetchStream(
                            new java.io.ByteArrayInputStream(bytes), bytes.length, () -> {});
                });

        queue.get(0).run();

        assertThat(store.attempts()).isEqualTo(1);
        assertThat(budget.used()).isZero();
    }

    @Test
    void failsWhenThereAreNoThreadsAnyMore() {
        CompletableFuture<FetchedBytes> result =
                fetcher.fetch(
                        PLACE,
                        "acme",
                        action -> {
                            throw new RejectedExecutionException("closed");
                        },
                        () -> {});

        assertThat(failure(result)).isInstanceOf(RejectedExecutionException.class);
    }
}
