package ke.co.datacraft.cv.operators.delivery;

import java.time.Duration;

/** An attempt to hand an alert on that failed; the message names the value and the cure. */
final class DeliveryException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean mayPass;
    private final Duration pause;

    private DeliveryException(String message, boolean mayPass, Duration pause) {
        super(message);
        this.mayPass = mayPass;
        this.pause = pause;
    }

    /** It would fail each time. */
    static DeliveryException permanent(String message) {
        return new DeliveryException(message, false, Duration.ZERO);
    }

    /** Another attempt may pass. */
    static DeliveryException passing(String message) {
        return new DeliveryException(message, true, Duration.ZERO);
    }

    /** Another attempt may pass after a pause that the target asked for. */
    static DeliveryException passing(String message, Duration pause) {
        return new DeliveryException(message, true, pause);
    }

    /** Whether another attempt may pass. */
    boolean mayPass() {
        return mayPass;
    }

    /** Least pause before it; zero where the target did not say. */
    Duration pause() {
        return pause;
    }
}
