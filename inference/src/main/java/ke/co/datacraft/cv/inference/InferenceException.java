package ke.co.datacraft.cv.inference;

/** An image, model or parameter that cannot be used. The message names the value and the cure. */
public final class InferenceException extends RuntimeException {

    /** What kind of thing is wrong. */
    public enum Reason {
        /** The file has no bytes. */
        EMPTY_FILE,
        /** The bytes are not an image format that can be read. */
        UNSUPPORTED_FORMAT,
        /** The bytes begin like an image and then do not hold one. */
        CORRUPT_IMAGE,
        /** The document opens only with a password. */
        ENCRYPTED_FILE,
        /** More pixels than the limit; found from the header. */
        TOO_MANY_PIXELS,
        /** The page asked for does not exist. */
        PAGE_NOT_FOUND,
        /** No such task. */
        UNKNOWN_TASK,
        /** No such model in the repository. */
        UNKNOWN_MODEL,
        /** The model's file is missing, damaged or does not fit its manifest. */
        INVALID_MODEL,
        /** A task's parameter has a wrong value. */
        INVALID_PARAMETER,
        /** It waited too long for a run of the model. */
        EXPIRED,
        /** The analysis failed for a reason of its own. */
        ANALYSIS_FAILED
    }

    private final Reason reason;

    /**
     * @param reason what kind of thing is wrong
     * @param message the value and the cure
     */
    public InferenceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * @param reason what kind of thing is wrong
     * @param message the value and the cure
     * @param cause what happened underneath
     */
    public InferenceException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What kind of thing is wrong. */
    public Reason reason() {
        return reason;
    }
}
