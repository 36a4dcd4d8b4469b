package ke.co.datacraft.cv.operators.camera;

/**
 * Tells frames of a live stream that waited in buffers because storing was slow: those that come
 * later after their media time than the quickest frame did, by more than a limit.
 */
final class StaleFrames {

    private final long limitNanos;
    private long quickest = Long.MAX_VALUE;

    StaleFrames(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /**
     * Whether the frame is stale.
     *
     * @param mediaNanos its media time
     * @param nowNanos when it came, by a clock that only goes on
     */
    boolean isStale(long mediaNanos, long nowNanos) {
        long delay = nowNanos - mediaNanos;
        quickest = Math.min(quickest, delay);
        return delay - quickest > limitNanos;
    }
}
