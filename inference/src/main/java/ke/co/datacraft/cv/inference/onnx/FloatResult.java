package ke.co.datacraft.cv.inference.onnx;

import java.nio.FloatBuffer;

/**
 * The first output of one run; it holds no native memory.
 *
 * @param values row-major, from position 0
 * @param shape of this run's output
 */
public record FloatResult(FloatBuffer values, long[] shape) {}
