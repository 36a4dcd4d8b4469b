package ke.co.datacraft.cv.bridge.system;

/** Something is not there; the message is shown to everyone and names no host, user or secret. */
public final class DependencyDownException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param reason what is wrong, and the cure where there is one
     */
    public DependencyDownException(String reason) {
        this(reason, null);
    }

    /**
     * @param reason what is wrong, and the cure where there is one
     * @param cause goes to the log only
     */
    public DependencyDownException(String reason, Throwable cause) {
        // A dependency that is away is told every few seconds; the place in the code tells nothing.
        super(reason, cause, false, false);
    }
}
