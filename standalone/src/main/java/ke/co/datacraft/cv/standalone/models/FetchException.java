package ke.co.datacraft.cv.standalone.models;

/** A model file could not be fetched. The message names the URL or file and the cure. */
public final class FetchException extends RuntimeException {

    private final boolean unreachable;

    private FetchException(String message, boolean unreachable, Throwable cause) {
        super(message, cause);
        this.unreachable = unreachable;
    }

    /** What was there is not what it should be, or there is no place for it. */
    static FetchException unusable(String message) {
        return new FetchException(message, false, null);
    }

    /** Nothing could be had from where it should be. */
    static FetchException unreachable(String message, Throwable cause) {
        return new FetchException(message, true, cause);
    }

    /** Whether trying again later may help. */
    public boolean unreachable() {
        return unreachable;
    }
}
