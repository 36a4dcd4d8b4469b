package ke.co.datacraft.cv.operators.vision;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Keeps calls from something that has just failed. */
final class CircuitBreaker {

    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final AtomicReference<Long> openUntil = new AtomicReference<>();

    /**
     * @param pause how long after a failure no call is made
     * @param nanoTime monotonic clock
     */
    CircuitBreaker(Duration pause, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether a call may be made now. */
    boolean allowsCall() {
        Long until = openUntil.get();
        return until == null || nanoTime.getAsLong() - until >= 0;
    }

    /**
     * Tells of a failure.
     *
     * @return whether all went well until now, so that one log line per outage is enough
     */
    boolean failed() {
        return openUntil.getAndSet(nanoTime.getAsLong() + pauseNanos) == null;
    }

    /**
     * Tells of a success.
     *
     * @return whether something had failed before
     */
    boolean succeeded() {
        return openUntil.get() != null && openUntil.getAndSet(null) != null;
    }
}
