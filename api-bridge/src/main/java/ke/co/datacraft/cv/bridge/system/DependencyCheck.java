package ke.co.datacraft.cv.bridge.system;

/** Finds out whether something that the bridge depends on is there. */
public interface DependencyCheck extends AutoCloseable {

    /** Its name in answers and metrics. */
    String name();

    /** Whether the bridge can do nothing without it. */
    boolean required();

    /**
     * Returns when it is there. Called by one thread at a time; may hang, which counts as down.
     *
     * @throws DependencyDownException why it is not, in words for everyone
     * @throws Exception why it is not, in words for the log
     */
    void check() throws Exception;

    @Override
    default void close() {}
}
