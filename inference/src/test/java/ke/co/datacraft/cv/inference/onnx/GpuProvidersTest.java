package ke.co.datacraft.cv.inference.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GpuProvidersTest {

    private static GpuSettings gpu(GpuSettings.Provider provider) {
        return new GpuSettings(1, provider, 2L << 30, true, Path.of("/cache"));
    }

    @Test
    void cudaIsToldTheLimitOnlyWhereThereIsOne() {
        assertThat(GpuProviders.cuda(gpu(GpuSettings.Provider.CUDA)))
                .containsEntry("gpu_mem_limit", "2147483648")
                .containsEntry("arena_extend_strategy", "kSameAsRequested")
                .containsEntry("cudnn_conv_algo_search", "HEURISTIC");
        assertThat(GpuProviders.cuda(GpuSettings.cuda(0))).doesNotContainKey("gpu_mem_limit");
    }

    @Test
    void tensorRtKeepsItsEnginesOnlyWhereThereIsAFolder() {
        assertThat(GpuProviders.tensorRt(gpu(GpuSettings.Provider.TENSORRT)))
                .containsEntry("trt_fp16_enable", "1")
                .containsEntry("trt_engine_cache_enable", "1")
                .containsEntry("trt_engine_cache_path", "/cache");
        GpuSettings plain = new GpuSettings(0, GpuSettings.Provider.TENSORRT, 0, false, null);
        assertThat(GpuProviders.tensorRt(plain))
                .containsEntry("trt_fp16_enable", "0")
                .doesNotContainKey("trt_engine_cache_enable");
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheProviderLoadingFailsOrFallsBackAsAsked(GpuSettings.Provider provider) {
        assumeThat(GpuProviders.isInBuild(provider)).as("a build with graphics cards").isFalse();
        byte[] bytes = new TinyOnnx().toBytes();
        OnnxSettings always =
                new OnnxSettings(
                        OnnxSettings.GpuUse.ALWAYS, gpu(provider), BatchingSettings.automatic());
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> OnnxModel.load("tiny", bytes, always))
                .withMessageContaining("model 'tiny' cannot be loaded on graphics card 1 by")
                .withMessageContaining(provider.name())
                .withMessageContaining("set CV_USE_GPU to auto or false");
        OnnxSettings auto =
                new OnnxSettings(
                        OnnxSettings.GpuUse.AUTO, gpu(provider), BatchingSettings.automatic());
        try (OnnxModel model = OnnxModel.load("tiny", bytes, auto)) {
            assertThat(model.device()).isEqualTo(Device.CPU);
        }
    }

    @Test
    void refusesNegativeNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GpuSettings.cuda(-1))
                .withMessageContaining("GPU index is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GpuSettings(0, GpuSettings.Provider.CUDA, -5, false, null))
                .withMessageContaining("GPU memory limit is -5");
    }
}
