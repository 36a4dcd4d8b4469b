package ke.co.datacraft.cv.operators.camera;

/**
 * Picks frames so that no more than a number per second is taken: the first in each slot of media
 * time. What is picked follows from the last pick alone, so a resumed recording gives the same.
 */
final class FrameSampler {

    private static final double NANOS = 1e9;

    private final double fps;
    private long lastSlot;

    /**
     * @param fps slots per second
     * @param lastMediaNanos time of the last frame that was picked, or -1
     */
    FrameSampler(double fps, long lastMediaNanos) {
        this.fps = fps;
        reset(lastMediaNanos);
    }

    void reset(long lastMediaNanos) {
        lastSlot = lastMediaNanos < 0 ? -1 : slot(lastMediaNanos);
    }

    /** Whether the frame is picked; times that jump back begin anew. */
    boolean take(long mediaNanos) {
        long slot = slot(mediaNanos);
        if (slot == lastSlot) {
            return false;
        }
        lastSlot = slot;
        return true;
    }

    /** Half a microsecond of slack: times of media are rounded. */
    private long slot(long mediaNanos) {
        return (long) Math.floor((mediaNanos + 500) / NANOS * fps);
    }
}
