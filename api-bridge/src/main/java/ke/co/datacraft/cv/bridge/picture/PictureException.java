package ke.co.datacraft.cv.bridge.picture;

/** A file that no picture can be made of; the message says why and may go to the client. */
public final class PictureException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * @param message why, and what would help
     */
    public PictureException(String message) {
        super(message);
    }

    /**
     * @param message why, and what would help
     * @param cause goes to the log only
     */
    public PictureException(String message, Throwable cause) {
        super(message, cause);
    }
}
