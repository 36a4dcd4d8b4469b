package ke.co.datacraft.cv.inference.batch;

/** The time that a batcher sees. */
public interface BatchingClock {

    /** Nanoseconds that only go forward; only differences mean anything. */
    long nanoTime();

    /**
     * Runs an action once, on any thread but the calling one.
     *
     * @param nanoTime when {@link #nanoTime} has come to this, not before
     * @param action short
     */
    void runAt(long nanoTime, Runnable action);
}
