package ke.co.datacraft.cv.inference.onnx;

/** Where a model runs. */
public enum Device {
    /** The processor. */
    CPU,
    /** An NVIDIA graphics card, by CUDA. */
    CUDA,
    /** An NVIDIA graphics card, by TensorRT. */
    TENSORRT;

    /** Whether it is a graphics card. */
    public boolean isGpu() {
        return this != CPU;
    }
}
