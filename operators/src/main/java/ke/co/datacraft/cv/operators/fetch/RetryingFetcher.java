package ke.co.datacraft.cv.operators.fetch;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import ke.co.datacraft.cv.contracts.ReasonCode;

/** Fetches with retries; while it backs off, no thread waits. */
public final class RetryingFetcher {

    /** Runs something later. */
    public interface Delay {

        /** Runs the action after the wait, on a thread that must not be held up. */
        void after(Duration wait, Runnable action);
    }

    private final BoundedReader reader;
    private final RetryPolicy policy;
    private final Delay delay;

    /**
     * @param reader makes one attempt
     * @param policy when to try again
     * @param delay waits between attempts
     */
    public RetryingFetcher(BoundedReader reader, RetryPolicy policy, Delay delay) {
        this.reader = reader;
        this.policy = policy;
        this.delay = delay;
    }

    /** One file to fetch. */
    private final class Job {

        private final URI uri;
        private final String tenantId;
        private final Executor executor;
        private final Runnable onRetry;
        private final CompletableFuture<FetchedBytes> result = new CompletableFuture<>();

        private Job(URI uri, String tenantId, Executor executor, Runnable onRetry) {
            this.uri = uri;
            this.tenantId = tenantId;
            this.executor = executor;
            this.onRetry = onRetry;
        }

        private void submit(int attempt) {
            try {
                executor.execute(() -> run(attempt));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }

        private void run(int attempt) {
            if (result.isDone()) {
                return;
            }
            try {
                FetchedBytes bytes = reader.read(uri, tenantId, attempt);
                if (!result.complete(bytes)) {
                    bytes.close();
                }
            } catch (FetchException e) {
                fail(attempt, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.completeExceptionally(
                        FetchException.passing("the process is shutting down", e));
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }

        private void fail(int attempt, FetchException failure) {
            if (result.isDone()) {
                return;
            }
            if (!policy.allowsAnother(attempt, failure)) {
                result.completeExceptionally(
                        attempt > 1 ? failure.afterAttempts(attempt) : failure);
                return;
            }
            onRetry.run();
            delay.after(policy.backoff(attempt), () -> submit(attempt + 1));
        }
    }

    /**
     * Fetches one file.
     *
     * @param uri where it is
     * @param tenantId whom it belongs to
     * @param executor runs the attempts
     * @param onRetry called before each wait, on the thread of the failed attempt
     * @return a future that fails with {@link FetchException} ({@link ReasonCode} inside);
     *     cancelling it ends the retries, and bytes that come too late are let go
     */
    public CompletableFuture<FetchedBytes> fetch(
            URI uri, String tenantId, Executor executor, Runnable onRetry) {
        Job job = new Job(uri, tenantId, executor, onRetry);
        job.submit(1);
        return job.result;
    }
}
