package ke.co.datacraft.cv.operators.vision;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.inference.Analyzer;

/** An analyzer, loading or loaded, that counts its users and is closed only without any. */
final class LoadedAnalyzer {

    private static final int CLOSED = -1;

    private final CompletableFuture<Analyzer> analyzer = new CompletableFuture<>();
    private final AtomicInteger users = new AtomicInteger();
    private volatile long usedAt;
    private volatile Long failedAt;

    /** Completes when it is loaded and warm; fails when it cannot be loaded. */
    CompletableFuture<Analyzer> analyzer() {
        return analyzer;
    }

    /** Adds a user; false when it is closed, so that another has to be loaded. */
    boolean enter() {
        return users.getAndUpdate(count -> count < 0 ? count : count + 1) >= 0;
    }

    /** Ends one use. */
    void leave(long now) {
        usedAt = now;
        users.decrementAndGet();
    }

    void fail(Throwable failure, long now) {
        failedAt = now;
        analyzer.completeExceptionally(failure);
    }

    /** When loading failed, or null. */
    Long failedAt() {
        return failedAt;
    }

    boolean isLoaded() {
        return analyzer.isDone() && !analyzer.isCompletedExceptionally();
    }

    /** Whether it is loaded and nobody uses it. */
    boolean isIdle() {
        return isLoaded() && users.get() == 0;
    }

    /** When the last use ended; means nothing while there are users. */
    long usedAt() {
        return usedAt;
    }

    /** Closes it for good unless somebody uses it; false then. */
    boolean closeIfIdle() {
        if (!isLoaded() || !users.compareAndSet(0, CLOSED)) {
            return false;
        }
        analyzer.join().close();
        return true;
    }

    /** Closes it in any case, for the end of the process's work; only once. */
    void close() {
        if (isLoaded() && users.getAndSet(CLOSED) >= 0) {
            analyzer.join().close();
        }
    }
}
