package ke.co.datacraft.cv.standalone;

/** Exit codes of the command line. */
public final class ExitCodes {

    /** All went well. */
    public static final int OK = 0;

    /** It ran, and something is missing or failed. */
    public static final int INCOMPLETE = 1;

    /** Wrong arguments or settings. */
    public static final int WRONG_USAGE = 2;

    /** A service could not be started or reached. */
    public static final int UNAVAILABLE = 3;

    private ExitCodes() {}
}
