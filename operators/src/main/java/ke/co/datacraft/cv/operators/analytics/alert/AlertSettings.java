package ke.co.datacraft.cv.operators.analytics.alert;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long rules remember. All are times of the clock on the wall and clean up only: what fires and
 * what belongs together is decided in event time.
 *
 * @param eventExpiry after so long without a message an event counts as over
 * @param repeatMemory how long an event that is over is known, so that a repeat of its messages
 *     fires nothing
 * @param endDelay how long after its grouping window an alert still waits for late events before it
 *     ends
 */
public record AlertSettings(Duration eventExpiry, Duration repeatMemory, Duration endDelay)
        implements Serializable {

    /** What holds unless configured otherwise. */
    public static final AlertSettings DEFAULT =
            new AlertSettings(Duration.ofHours(24), Duration.ofMinutes(10), Duration.ofMinutes(1));
}
