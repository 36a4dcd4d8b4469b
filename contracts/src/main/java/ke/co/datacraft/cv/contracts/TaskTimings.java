package ke.co.datacraft.cv.contracts;

/**
 * Where the time of a task went, in milliseconds.
 *
 * @param queueMs waiting for a worker
 * @param preprocessMs pixels to tensor
 * @param inferenceMs the model
 * @param postprocessMs tensor to result
 */
public record TaskTimings(
        double queueMs, double preprocessMs, double inferenceMs, double postprocessMs) {}
