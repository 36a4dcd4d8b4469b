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
        implements Serializable {}
