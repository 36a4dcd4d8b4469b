package ke.co.datacraft.cv.operators.sink;

import java.io.Serializable;
import java.time.Duration;

/**
 * How writes to Redis are gathered, and how much waits while it is away.
 *
 * @param batchSize values per round trip, at least 1
 * @param linger longest wait of a value for others
 * @param maxPending most values that wait, at least the batch size; beyond it the oldest is dropped
 * @param maxBackoff longest pause between attempts to reach Redis
 */
public record RedisBatching(int batchSize, Duration linger, int maxPending, Duration maxBackoff)
        implements Serializable {

    /** 64 values or 5 milliseconds; 50 000 values wait. */
    public static final RedisBatching DEFAULT =
            new RedisBatching(64, Duration.ofMillis(5), 50_000, Duration.ofSeconds(10));

    /** Rejects sizes that could never be written. */
    public RedisBatching {
        if (batchSize < 1 || maxPending < batchSize) {
            throw new IllegalArgumentException(
                    "batchSize is %d and maxPending %d; give 1 <= batchSize <= maxPending"
                            .formatted(batchSize, maxPending));
        }
    }
}
