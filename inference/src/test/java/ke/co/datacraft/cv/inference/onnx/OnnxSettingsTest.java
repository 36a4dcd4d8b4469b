package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ke.co.datacraft.cv.inference.onnx.OnnxSettings.GpuUse;
import org.junit.jupiter.api.Test;

class OnnxSettingsTest {

    @Test
    void readsCvUseGpu() {
        assertThat(OnnxSettings.fromUseGpu("auto", 0).gpuUse()).isEqualTo(GpuUse.AUTO);
        assertThat(OnnxSettings.fromUseGpu(" TRUE ", 0).gpuUse()).isEqualTo(GpuUse.ALWAYS);
        assertThat(OnnxSettings.fromUseGpu("false", 0).gpuUse()).isEqualTo(GpuUse.NEVER);
        assertThat(OnnxSettings.fromUseGpu("auto", 3).gpu().index()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxSettings.fromUseGpu("yes", 0))
                .withMessage("CV_USE_GPU is 'yes'; give one of auto, true, false");
    }
}
