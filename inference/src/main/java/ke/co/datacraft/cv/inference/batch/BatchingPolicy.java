package ke.co.datacraft.cv.inference.batch;

import java.time.Duration;
import java.util.Objects;

/**
 * How requests are merged. The names are those of NVIDIA's Triton server.
 *
 * @param maxBatchSize most requests in a run, 1 to 1024
 * @param maxQueueDelay how long the oldest request may wait for others while an executor is free;
 *     zero to start at once with whatever waits
 * @param maxQueueSize requests that wait before their callers are made to wait too, 1 or more
 * @param requestTimeout longest wait of a request that brings no time of its own; it then fails
 *     without having run
 * @param executors runs at once, 1 to 64; with two, the copies of one overlap the computing of the
 *     other
 */
public record BatchingPolicy(
        int maxBatchSize,
        Duration maxQueueDelay,
        int maxQueueSize,
        Duration requestTimeout,
        int executors) {

    private static final int LARGEST_BATCH = 1024;
    private static final int MOST_EXECUTORS = 64;
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming value and cure
     */
    public BatchingPolicy {
        requireWithin("maxBatchSize", maxBatchSize, LARGEST_BATCH);
        requireWithin("maxQueueSize", maxQueueSize, Integer.MAX_VALUE);
        requireWithin("executors", executors, MOST_EXECUTORS);
        Objects.requireNonNull(maxQueueDelay, "maxQueueDelay");
        Objects.requireNonNull(requestTimeout, "requestTimeout");
        if (maxQueueDelay.isNegative() || maxQueueDelay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "maxQueueDelay is " + maxQueueDelay + "; give zero to " + LONGEST);
        }
        if (requestTimeout.compareTo(maxQueueDelay) <= 0 || requestTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "requestTimeout is "
                            + requestTimeout
                            + "; give more than maxQueueDelay, "
                            + maxQueueDelay
                            + ", and at most "
                            + LONGEST);
        }
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " is " + value + "; give 1 to " + most);
        }
    }
}
