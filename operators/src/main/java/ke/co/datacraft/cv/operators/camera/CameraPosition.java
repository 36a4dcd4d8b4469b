package ke.co.datacraft.cv.operators.camera;

/**
 * How far a recording has been read: up to the last frame whose reference left the source.
 *
 * @param loops how often it began again
 * @param loopOffsetNanos media time of all rounds before this one
 * @param nextFrame number of the frame to go on with, from 0
 * @param lastMediaNanos media time of the last frame sent in this round, or -1
 * @param intervalNanos longest distance of two frames so far, which is that of the rounds too
 */
public record CameraPosition(
        long loops, long loopOffsetNanos, long nextFrame, long lastMediaNanos, long intervalNanos)
        implements Comparable<CameraPosition> {

    /** Nothing has been read. */
    public static final CameraPosition START = new CameraPosition(0, 0, 0, -1, 0);

    /** The position after a frame of the same round. */
    CameraPosition after(long frameNumber, long mediaNanos, long interval) {
        return new CameraPosition(loops, loopOffsetNanos, frameNumber + 1, mediaNanos, interval);
    }

    /**
     * The beginning of the next round.
     *
     * @param lengthNanos media time that this round took
     */
    CameraPosition nextLoop(long lengthNanos) {
        return new CameraPosition(loops + 1, loopOffsetNanos + lengthNanos, 0, -1, intervalNanos);
    }

    /** By progress. */
    @Override
    public int compareTo(CameraPosition other) {
        int byLoops = Long.compare(loops, other.loops);
        return byLoops != 0 ? byLoops : Long.compare(nextFrame, other.nextFrame);
    }
}
