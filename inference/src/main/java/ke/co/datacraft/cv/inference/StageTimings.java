package ke.co.datacraft.cv.inference;

/**
 * Where the time of an analysis went, in nanoseconds.
 *
 * @param queueNanos waiting for others to share the model's run with, or for their runs to end
 * @param preprocessNanos pixels to tensor
 * @param computeNanos the model; for a shared run, all of it
 * @param postprocessNanos tensor to result
 * @param batchSize pictures in the model's run, 1 or more
 */
public record StageTimings(
        long queueNanos,
        long preprocessNanos,
        long computeNanos,
        long postprocessNanos,
        int batchSize) {

    /** Timings of a run that nobody waited for or shared. */
    public StageTimings(long preprocessNanos, long computeNanos, long postprocessNanos) {
        this(0, preprocessNanos, computeNanos, postprocessNanos, 1);
    }
}
