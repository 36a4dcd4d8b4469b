package ke.co.datacraft.cv.standalone;

/** A command cannot do what its arguments say. The message names the value and the cure. */
public final class UsageException extends RuntimeException {

    /**
     * @param message the value and the cure
     */
    public UsageException(String message) {
        super(message);
    }
}
