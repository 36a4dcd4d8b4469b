package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;

/**
 * How a graphics card runs models.
 *
 * @param provider {@code cuda} or {@code tensorrt}
 * @param memoryLimitBytes most of its memory for the arena of each model; 0 for no limit
 * @param halfPrecision whether TensorRT may compute in 16 bits
 * @param engineCachePath folder where TensorRT keeps its engines, or null
 */
public record AcceleratorSettings(
        String provider, long memoryLimitBytes, boolean halfPrecision, String engineCachePath)
        implements Serializable {

    /** What holds when nobody says otherwise. */
    public static final AcceleratorSettings DEFAULT =
            new AcceleratorSettings("cuda", 0, false, null);
}
