package ke.co.datacraft.cv.operators.fetch;

import ke.co.datacraft.cv.contracts.ReasonCode;

/** Bytes that could not be had. The message names the value and the cure, and no secret. */
public final class FetchException extends Exception {

    private final ReasonCode reason;
    private final boolean mayPass;

    private FetchException(ReasonCode reason, boolean mayPass, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.mayPass = mayPass;
    }

    /** A failure that another try would not change. */
    public static FetchException permanent(ReasonCode reason, String message) {
        return new FetchException(reason, false, message, null);
    }

    /** A failure that another try would not change, with what happened underneath. */
    public static FetchException permanent(ReasonCode reason, String message, Throwable cause) {
        return new FetchException(reason, false, message, cause);
    }

    /** A failure of the store or the way to it, worth another try. */
    public static FetchException passing(String message, Throwable cause) {
        return new FetchException(ReasonCode.FETCH_FAILED, true, message, cause);
    }

    /** The same failure, saying that every try was used. */
    public FetchException afterAttempts(int attempts) {
        return new FetchException(
                reason, mayPass, getMessage() + " (tried " + attempts + " times)", this);
    }

    /** What kind of failure. */
    public ReasonCode reason() {
        return reason;
    }

    /** Whether another try, a moment later, may do better. */
    public boolean mayPass() {
        return mayPass;
    }
}
