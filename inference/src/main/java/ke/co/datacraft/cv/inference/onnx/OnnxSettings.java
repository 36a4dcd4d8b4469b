package ke.co.datacraft.cv.inference.onnx;

import java.util.Locale;
import java.util.Objects;

/**
 * How models are run.
 *
 * @param gpuUse whether to use a graphics card
 * @param gpu how to use it
 * @param batching whether and how runs are merged
 */
public record OnnxSettings(GpuUse gpuUse, GpuSettings gpu, BatchingSettings batching) {

    /** Whether to use a graphics card. */
    public enum GpuUse {
        /** Where there is one; falls back to the processor with one warning. */
        AUTO,
        /** Always; loading fails where there is none. */
        ALWAYS,
        /** Never. */
        NEVER;

        /**
         * The value of {@code CV_USE_GPU}.
         *
         * @param value {@code auto}, {@code true} or {@code false}, in any case
         * @throws IllegalArgumentException for any other value
         */
        public static GpuUse of(String value) {
            return switch (value.trim().toLowerCase(Locale.ROOT)) {
                case "auto" -> AUTO;
                case "true" -> ALWAYS;
                case "false" -> NEVER;
                default ->
                        throw new IllegalArgumentException(
                                "CV_USE_GPU is '" + value + "'; give one of auto, true, false");
            };
        }
    }

    /** Refuses nulls. */
    public OnnxSettings {
        Objects.requireNonNull(gpuUse, "gpuUse");
        Objects.requireNonNull(gpu, "gpu");
        Objects.requireNonNull(batching, "batching");
    }

    /** The processor only, no merged runs. */
    public static OnnxSettings cpu() {
        return new OnnxSettings(GpuUse.NEVER, GpuSettings.cuda(0), BatchingSettings.automatic());
    }

    /**
     * Settings from the value of {@code CV_USE_GPU}.
     *
     * @param useGpu {@code auto}, {@code true} or {@code false}, in any case
     * @param gpuIndex which graphics card, from 0
     * @throws IllegalArgumentException for any other value, and for a negative index
     */
    public static OnnxSettings fromUseGpu(String useGpu, int gpuIndex) {
        return new OnnxSettings(
                GpuUse.of(useGpu), GpuSettings.cuda(gpuIndex), BatchingSettings.automatic());
    }

    /** Whether models with an open batch axis will run merged, as far as can be told beforehand. */
    public boolean expectsMergedRuns() {
        boolean gpuExpected =
                switch (gpuUse) {
                    case ALWAYS -> true;
                    case AUTO -> GpuProviders.isInBuild(gpu.provider());
                    case NEVER -> false;
                };
        return batching.on(gpuExpected ? Device.CUDA : Device.CPU).isPresent();
    }

    /**
     * The same for one model.
     *
     * @param model name by which merged runs are watched
     */
    public OnnxSettings forModel(String model) {
        return with(batching.of(model));
    }

    /** The same with other batching. */
    public OnnxSettings with(BatchingSettings other) {
        return new OnnxSettings(gpuUse, gpu, other);
    }
}
