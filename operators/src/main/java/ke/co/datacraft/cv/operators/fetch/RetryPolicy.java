package ke.co.datacraft.cv.operators.fetch;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often and when to try again: exponential back-off with jitter, half of each wait fixed and
 * half random, so that many callers do not come back together.
 */
public final class RetryPolicy {

    private static final int MAX_DOUBLINGS = 30;

    private final int maxAttempts;
    private final Duration initialBackoff;
    private final Duration maxBackoff;
    private final DoubleSupplier random;

    /**
     * @param maxAttempts tries in all, at least 1
     * @param initialBackoff longest wait before the second try; it doubles from try to try
     * @param maxBackoff longest wait of all
     * @param random numbers from 0 (inclusive) to 1 (exclusive)
     */
    public RetryPolicy(
            int maxAttempts, Duration initialBackoff, Duration maxBackoff, DoubleSupplier random) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "CV_FETCH_MAX_ATTEMPTS is " + maxAttempts + "; give 1 or more");
        }
        this.maxAttempts = maxAttempts;
        this.initialBackoff = initialBackoff;
        this.maxBackoff = maxBackoff;
        this.random = random;
    }

    /** Whether to try again after this many failed attempts. */
    public boolean allowsAnother(int failedAttempts, FetchException failure) {
        return failure.mayPass() && failedAttempts < maxAttempts;
    }

    /**
     * Wait before the next try.
     *
     * @param failedAttempts attempts so far, at least 1
     * @return between half and all of the back-off
     */
    public Duration backoff(int failedAttempts) {
        int doublings = Math.min(MAX_DOUBLINGS, failedAttempts - 1);
        double full =
                Math.min(
                        (double) maxBackoff.toNanos(),
                        (double) initialBackoff.toNanos() * (1L << doublings));
        return Duration.ofNanos((long) (full / 2 + random.getAsDouble() * full / 2));
    }
}
