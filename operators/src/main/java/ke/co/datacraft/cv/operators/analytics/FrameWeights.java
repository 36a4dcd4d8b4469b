package ke.co.datacraft.cv.operators.analytics;

/**
 * How long frames stand for: until the next one, as a gate that lets more frames pass when
 * something moves must not make a place look busier. The newest stands for as long as the one
 * before.
 */
record FrameWeights(WindowState state, WindowOptions options) {

    /**
     * Milliseconds that a frame stands for.
     *
     * @param millis its time; one of the frames that are not settled
     */
    long of(long millis) {
        Long next = state.recent.higherKey(millis);
        Long before = state.recent.lowerKey(millis);
        long weight =
                next != null ? next - millis : before != null ? millis - before : state.frameMillis;
        return Math.min(weight, Math.round(options.maxGapSeconds() * 1000));
    }
}
