package ke.co.datacraft.cv.inference.video;

/** A source cannot be opened or read. The message never holds an address or credentials. */
public final class GrabberException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With a reason for people. */
    public GrabberException(String message) {
        super(message);
    }

    /** With a reason for people, and its cause. */
    public GrabberException(String message, Throwable cause) {
        super(message, cause);
    }
}
