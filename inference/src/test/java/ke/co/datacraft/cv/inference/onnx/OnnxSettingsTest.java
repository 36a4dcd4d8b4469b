package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings.GpuUse;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;

class OnnxSettingsTest {

    @Test
    void readsCvUseGpu() {
        assertThat(OnnxSettings.fromUseGpu("auto", 0).gpuUse()).isEqualTo(GpuUse.AUTO);
        assertThat(OnnxSettings.fromUseGpu(" TRUE ", 0).gpuUse()).isEqualTo(GpuUse.ALWAYS);
        assertThat(OnnxSettings.fromUseGpu("false", 0)).isEqualTo(OnnxSettings.cpu());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxSettings.fromUseGpu("yes", 0))
                .withMessage("CV_USE_GPU is 'yes'; give one of auto, true, false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnnxSettings(GpuUse.AUTO, -1))
                .withMessageContaining("gpuIndex is -1");
    }

    @Test
    void withoutCudaAutoFallsBackAndTrueFails() {
        assumeFalse(
                OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
                "needs the CPU build of the runtime");
        byte[] bytes = new TinyOnnx().toBytes();
        try (OnnxModel model = OnnxModel.load("tiny", bytes, OnnxSettings.fromUseGpu("auto", 0))) {
            assertThat(model.device()).isEqualTo(Device.CPU);
        }
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> OnnxModel.load("tiny", bytes, OnnxSettings.fromUseGpu("true", 0)))
                .withMessageContaining("graphics card 0")
                .withMessageContaining("CV_USE_GPU");
    }
}
