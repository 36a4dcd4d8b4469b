package ke.co.datacraft.cv.inference.onnx;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How a graphics card is used.
 *
 * @param index which one, from 0
 * @param provider what runs models on it
 * @param memoryLimitBytes most of its memory for the arena of each model, 1 or more; 0 for no limit
 * @param halfPrecision whether TensorRT may compute 32-bit models in 16 bits, which is faster and
 *     changes confidences in the third decimal
 * @param engineCache folder where TensorRT keeps what it built for this card, or null to build at
 *     every start
 */
public record GpuSettings(
        int index,
        Provider provider,
        long memoryLimitBytes,
        boolean halfPrecision,
        Path engineCache) {

    /** What runs models on a graphics card. */
    public enum Provider {
        /** NVIDIA CUDA and cuDNN. */
        CUDA,
        /** NVIDIA TensorRT, and CUDA for what it does not know. */
        TENSORRT
    }

    /** Rejects negative numbers. */
    public GpuSettings {
        Objects.requireNonNull(provider, "provider");
        if (index < 0) {
            throw new IllegalArgumentException(
                    "GPU index is " + index + "; give the index of a graphics card, from 0");
        }
        if (memoryLimitBytes < 0) {
            throw new IllegalArgumentException(
                    "GPU memory limit is " + memoryLimitBytes + " bytes; give 0 for none, or more");
        }
    }

    /** CUDA on a card, without a limit. */
    public static GpuSettings cuda(int index) {
        return new GpuSettings(index, Provider.CUDA, 0, false, null);
    }
}
