package ke.co.datacraft.cv.inference;

/**
 * Where the time of an analysis went, in nanoseconds.
 *
 * @param preprocessNanos pixels to tensor
 * @param computeNanos the model
 * @param postprocessNanos tensor to result
 */
public record StageTimings(long preprocessNanos, long computeNanos, long postprocessNanos) {}
