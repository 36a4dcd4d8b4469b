package ke.co.datacraft.cv.operators.vision;

import java.nio.file.Path;
import java.util.Locale;
import ke.co.datacraft.cv.inference.batch.BatchingMonitor;
import ke.co.datacraft.cv.inference.batch.BatchingPolicy;
import ke.co.datacraft.cv.inference.onnx.BatchingSettings;
import ke.co.datacraft.cv.inference.onnx.GpuSettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.operators.settings.AcceleratorSettings;
import ke.co.datacraft.cv.operators.settings.BatchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;

/** From the job's settings to those of the model runtime. */
final class RuntimeMapper {

    /** With two, the copies of one run overlap the computing of the other. */
    private static final int EXECUTORS = 2;

    private RuntimeMapper() {}

    /** A new runtime's settings, with a monitor of its own. */
    static OnnxSettings map(InferenceSettings settings) {
        return new OnnxSettings(
                OnnxSettings.GpuUse.of(settings.useGpu()),
                gpu(settings.gpuDevice(), settings.accelerator()),
                batching(settings.batching()));
    }

    private static GpuSettings gpu(int index, AcceleratorSettings accelerator) {
        String cache = accelerator.engineCachePath();
        return new GpuSettings(
                index,
                GpuSettings.Provider.valueOf(accelerator.provider().toUpperCase(Locale.ROOT)),
                accelerator.memoryLimitBytes(),
                accelerator.halfPrecision(),
                cache == null ? null : Path.of(cache));
    }

    private static BatchingSettings batching(BatchSettings batching) {
        BatchingSettings.Use use =
                switch (batching.use()) {
                    case "auto" -> BatchingSettings.Use.AUTO;
                    case "true" -> BatchingSettings.Use.ALWAYS;
                    case "false" -> BatchingSettings.Use.NEVER;
                    default ->
                            throw new IllegalArgumentException(
                                    "CV_BATCHING is '"
                                            + batching.use()
                                            + "'; give one of auto, true, false");
                };
        BatchingPolicy policy =
                new BatchingPolicy(
                        batching.maxBatchSize(),
                        batching.maxQueueDelay(),
                        batching.maxQueueSize(),
                        batching.requestTimeout(),
                        EXECUTORS);
        return new BatchingSettings(use, policy, new BatchingMonitor(), null);
    }
}
