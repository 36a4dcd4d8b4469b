package ke.co.datacraft.cv.operators.analytics.alert;

/**
 * A pause after an alert.
 *
 * @param begunMillis capture time at which the alert began
 * @param forgetAt processing time at which nobody needs it any more
 */
public record Cooldown(Long begunMillis, Long forgetAt) {}
