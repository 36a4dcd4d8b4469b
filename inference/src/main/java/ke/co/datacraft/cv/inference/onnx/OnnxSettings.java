package ke.co.datacraft.cv.inference.onnx;

import java.util.Locale;
import java.util.Objects;

/**
 * How models are run.
 *
 * @param gpuUse whether to use a graphics card
 * @param gpuIndex which one, from 0
 */
public record OnnxSettings(GpuUse gpuUse, int gpuIndex) {

    /** Whether to use a graphics card. */
    public enum GpuUse {
        /** Where there is one; falls back to the processor with one warning. */
        AUTO,
        /** Always; loading fails where there is none. */
        ALWAYS,
        /** Never. */
        NEVER
    }

    /** Rejects a negative index. */
    public OnnxSettings {
        Objects.requireNonNull(gpuUse, "gpuUse");
        if (gpuIndex < 0) {
            throw new IllegalArgumentException(
                    "gpuIndex is " + gpuIndex + "; give the index of a graphics card, from 0");
        }
    }

    /** The processor only. */
    public static OnnxSettings cpu() {
        return new OnnxSettings(GpuUse.NEVER, 0);
    }

    /**
     * Settings from the value of {@code CV_USE_GPU}.
     *
     * @param useGpu {@code auto}, {@code true} or {@code false}, in any case
     * @param gpuIndex which graphics card, from 0
     * @throws IllegalArgumentException for any other value, and for a negative index
     */
    public static OnnxSettings fromUseGpu(String useGpu, int gpuIndex) {
        GpuUse use =
                switch (useGpu.trim().toLowerCase(Locale.ROOT)) {
                    case "auto" -> GpuUse.AUTO;
                    case "true" -> GpuUse.ALWAYS;
                    case "false" -> GpuUse.NEVER;
                    default ->
                            throw new IllegalArgumentException(
                                    "CV_USE_GPU is '"
                                            + useGpu
                                            + "'; give one of auto, true, false");
                };
        return new OnnxSettings(use, gpuIndex);
    }
}
