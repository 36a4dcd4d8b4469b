package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.telemetry.TracingSettings;

/**
 * Everything the vision operators need, read once and immutable.
 *
 * @param inference models and threads
 * @param fetch where bytes may come from
 * @param limits what is refused or waits
 * @param redis cache and live values; null to run without Redis
 * @param models how many models are kept
 * @param documents how documents are worked on
 * @param pipelines what references can ask for by name
 * @param encryption keys of what is encrypted at rest; none to encrypt nothing
 * @param tracing whether and where traces go
 */
public record VisionSettings(
        InferenceSettings inference,
        FetchSettings fetch,
        LimitSettings limits,
        RedisSettings redis,
        ModelLimits models,
        DocumentSettings documents,
        Pipelines pipelines,
        EncryptionKeys encryption,
        TracingSettings tracing)
        implements Serializable {

    /** Documents as by default, without pipelines, encryption and traces. */
    public VisionSettings(
            InferenceSettings inference,
            FetchSettings fetch,
            LimitSettings limits,
            RedisSettings redis,
            ModelLimits models) {
        this(
                inference,
                fetch,
                limits,
                redis,
                models,
                DocumentSettings.DEFAULT,
                Pipelines.NONE,
                EncryptionKeys.NONE,
                TracingSettings.OFF);
    }

    /**
     * The same on the graphics card that was assigned.
     *
     * @param index from 0
     */
    public VisionSettings onGpu(int index) {
        return new VisionSettings(
                inference.onGpu(index),
                fetch,
                limits,
                redis,
                models,
                documents,
                pipelines,
                encryption,
                tracing);
    }
}
