package ke.co.datacraft.cv.operators.camera;

/**
 * Tells frames of a live stream that waited in buffers because storing was slow: those that come
 * later after their media time than the quickest frame did, by more than a limit.
 *
 * <p>Buffers empty while nothing is stored. Where frames stay as late as they are all the same, the
 * stream's clock has jumped, as it does when the first RTCP report comes, or decoding is too slow;
 * then this is how late they are from now on, or none would be sent any more.
 */
final class StaleFrames {

    private final long limitNanos;
    private long quickest = Long.MAX_VALUE;
    private boolean wasStale;
    private long comparedAt;
    private long comparedDelay;

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
        boolean stale = delay - quickest > limitNanos;
        if (stale && wasStale && nowNanos - comparedAt >= limitNanos) {
            stale = comparedDelay - delay >= limitNanos / 2;
            compare(delay, nowNanos);
        } else if (stale && !wasStale) {
            compare(delay, nowNanos);
        }
        if (!stale && delay - quickest > limitNanos) {
            quickest = delay;
        }
        wasStale = stale;
        return stale;
    }

    private void compare(long delay, long nowNanos) {
        comparedDelay = delay;
        comparedAt = nowNanos;
    }
}
