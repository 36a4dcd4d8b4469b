package ke.co.datacraft.cv.inference.onnx;

/** Where a model runs. */
public enum Device {
    /** The processor. */
    CPU,
    /** An NVIDIA graphics card. */
    CUDA
}
