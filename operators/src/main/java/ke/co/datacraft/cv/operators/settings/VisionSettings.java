package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;

/**
 * Everything the vision operators need, read once and immutable.
 *
 * @param inference models and threads
 * @param fetch where bytes may come from
 * @param limits what is refused or waits
 * @param redis cache and live values; null to run without Redis
 * @param models how many models are kept
 */
public record VisionSettings(
        InferenceSettings inference,
        FetchSettings fetch,
        LimitSettings limits,
        RedisSettings redis,
        ModelLimits models)
        implements Serializable {

    /**
     * The same on the graphics card that was assigned.
     *
     * @param index from 0
     */
    public VisionSettings onGpu(int index) {
        return new VisionSettings(inference.onGpu(index), fetch, limits, redis, models);
    }
}
