package ke.co.datacraft.cv.operators.camera;

import java.util.concurrent.TimeUnit;

/** Holds frames that come too early back to the pace at which they were taken. */
final class Pacer {

    /** Longest piece of a stream that comes at once; a clock that jumps further is set anew. */
    private static final long MAX_AHEAD_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final boolean hurries;
    private boolean begun;
    private long originNanos;

    /**
     * @param hurries whether a source that was late makes up for it, as a stream has to that goes
     *     on meanwhile; a recording need not
     */
    Pacer(boolean hurries) {
        this.hurries = hurries;
    }

    /** Waits until the frame is due. */
    void await(long mediaNanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pause(mediaNanos, System.nanoTime()));
    }

    /** How long the frame is too early. */
    long pause(long mediaNanos, long nowNanos) {
        long early = mediaNanos - (nowNanos - originNanos);
        boolean anew = hurries ? early > MAX_AHEAD_NANOS : early < 0;
        if (!begun || anew) {
            begun = true;
            originNanos = nowNanos - mediaNanos;
            return 0;
        }
        return Math.max(0, early);
    }
}
