package ke.co.datacraft.cv.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import ke.co.datacraft.cv.inference.onnx.GpuSettings.Provider;

/**
 * Graphics cards as ONNX Runtime's providers want to be told of them. Sources of the options: ONNX
 * Runtime's documentation of its CUDA and TensorRT execution providers.
 */
final class GpuProviders {

    private static final String ON = "1";

    private GpuProviders() {}

    static Device device(Provider provider) {
        return switch (provider) {
            case CUDA -> Device.CUDA;
            case TENSORRT -> Device.TENSORRT;
        };
    }

    /** Whether this build of the runtime has it. */
    static boolean isInBuild(Provider provider) {
        OrtProvider required =
                switch (provider) {
                    case CUDA -> OrtProvider.CUDA;
                    case TENSORRT -> OrtProvider.TENSOR_RT;
                };
        return OrtEnvironment.getAvailableProviders().contains(required);
    }

    /**
     * Puts the card before the processor.
     *
     * @throws OrtException when the provider cannot be loaded
     */
    static void add(SessionOptions options, GpuSettings gpu) throws OrtException {
        if (gpu.provider() == Provider.TENSORRT) {
            try (OrtTensorRTProviderOptions tensorRt =
                    new OrtTensorRTProviderOptions(gpu.index())) {
                for (Map.Entry<String, String> option : tensorRt(gpu).entrySet()) {
                    tensorRt.add(option.getKey(), option.getValue());
                }
                options.addTensorrt(tensorRt);
            }
        }
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(gpu.index())) {
            for (Map.Entry<String, String> option : cuda(gpu).entrySet()) {
                cuda.add(option.getKey(), option.getValue());
            }
            options.addCUDA(cuda);
        }
    }

    static Map<String, String> cuda(GpuSettings gpu) {
        Map<String, String> options = new LinkedHashMap<>();
        // Doubling, the default, takes memory that others on the card could use.
        options.put("arena_extend_strategy", "kSameAsRequested");
        // The default tries every algorithm for every new batch size, for seconds each time.
        options.put("cudnn_conv_algo_search", "HEURISTIC");
        if (gpu.memoryLimitBytes() > 0) {
            options.put("gpu_mem_limit", Long.toString(gpu.memoryLimitBytes()));
        }
        return options;
    }

    static Map<String, String> tensorRt(GpuSettings gpu) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("trt_fp16_enable", gpu.halfPrecision() ? ON : "0");
        if (gpu.memoryLimitBytes() > 0) {
            options.put("trt_max_workspace_size", Long.toString(gpu.memoryLimitBytes()));
        }
        if (gpu.engineCache() != null) {
            options.put("trt_engine_cache_enable", ON);
            options.put("trt_engine_cache_path", gpu.engineCache().toString());
            options.put("trt_timing_cache_enable", ON);
            options.put("trt_timing_cache_path", gpu.engineCache().toString());
        }
        return options;
    }
}
