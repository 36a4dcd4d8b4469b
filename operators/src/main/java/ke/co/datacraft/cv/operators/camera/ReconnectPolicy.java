package ke.co.datacraft.cv.operators.camera;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.LongUnaryOperator;

/**
 * Pauses between attempts to open a source: exponential with full jitter, so that cameras behind
 * one switch do not come back in step (M. Brooker, "Exponential Backoff and Jitter", AWS
 * Architecture Blog, 2015).
 *
 * @param initial bound of the first pause
 * @param max bound of all pauses
 */
public record ReconnectPolicy(Duration initial, Duration max) implements Serializable {

    private static final int MAX_DOUBLINGS = 30;

    /** The same policy with another bound of all pauses. */
    ReconnectPolicy withMax(Duration other) {
        return new ReconnectPolicy(initial.compareTo(other) < 0 ? initial : other, other);
    }

    /**
     * A pause.
     *
     * @param attempt failed attempts so far, from 1
     * @param random gives a number from 0 to below its argument
     */
    Duration pause(int attempt, LongUnaryOperator random) {
        long bound = initial.toMillis() << Math.min(attempt - 1, MAX_DOUBLINGS);
        long capped = bound <= 0 ? max.toMillis() : Math.min(bound, max.toMillis());
        return Duration.ofMillis(random.applyAsLong(capped + 1));
    }
}
