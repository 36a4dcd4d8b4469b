package ke.co.datacraft.cv.inference.batch;

import java.time.Duration;

/**
 * What one request wants of the queue.
 *
 * @param priority higher goes first
 * @param timeout longest wait, after which it fails without having run; null for the policy's
 */
public record RequestOptions(int priority, Duration timeout) {

    /** Priority 0, the policy's time. */
    public static final RequestOptions DEFAULT = new RequestOptions(0, null);

    /** Rejects a time that is over before it begins. */
    public RequestOptions {
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException(
                    "timeout is " + timeout + "; give a positive time, or none");
        }
    }
}
