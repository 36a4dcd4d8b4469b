package ke.co.datacraft.cv.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import ke.co.datacraft.cv.inference.InferenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sessions with the options that many callers on one session want. */
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final AtomicBoolean FALLBACK_REPORTED = new AtomicBoolean();

    /** A session and where it runs. */
    record Opened(OrtSession session, Device device) {}

    /** Opens a session with the given options. */
    interface Opener {
        OrtSession open(SessionOptions options) throws OrtException;
    }

    private Sessions() {}

    static Opened open(String model, Opener opener, OnnxSettings settings) {
        return switch (settings.gpuUse()) {
            case NEVER -> onCpu(model, opener);
            case ALWAYS -> onGpu(model, opener, settings);
            case AUTO -> onGpuOrCpu(model, opener, settings);
        };
    }

    private static Opened onCpu(String model, Opener opener) {
        try (SessionOptions options = options()) {
            return new Opened(opener.open(options), Device.CPU);
        } catch (OrtException exception) {
            throw unreadable(model, exception);
        }
    }

    private static Opened onGpu(String model, Opener opener, OnnxSettings settings) {
        try {
            return openOnGpu(opener, settings.gpu());
        } catch (OrtException exception) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL,
                    "model '"
                            + model
                            + "' cannot be loaded on "
                            + card(settings.gpu())
                            + ": "
                            + exception.getMessage()
                            + "; "
                            + cure(settings.gpu())
                            + ", or set CV_USE_GPU to auto or false",
                    exception);
        }
    }

    private static Opened onGpuOrCpu(String model, Opener opener, OnnxSettings settings) {
        GpuSettings gpu = settings.gpu();
        if (!GpuProviders.isInBuild(gpu.provider())) {
            // The CPU build is the default one, so this is no surprise worth a warning.
            LOG.info(
                    "Model '{}' runs on the CPU: this build has no {} (build with -Pgpu)",
                    model,
                    gpu.provider());
            return onCpu(model, opener);
        }
        try {
            return openOnGpu(opener, gpu);
        } catch (OrtException exception) {
            if (FALLBACK_REPORTED.compareAndSet(false, true)) {
                LOG.warn(
                        "Models run on the CPU: {} cannot be used ({}); {}, or set"
                                + " CV_USE_GPU=false",
                        card(gpu),
                        exception.getMessage(),
                        cure(gpu));
            }
            return onCpu(model, opener);
        }
    }

    private static Opened openOnGpu(Opener opener, GpuSettings gpu) throws OrtException {
        try (SessionOptions options = options()) {
            GpuProviders.add(options, gpu);
            return new Opened(opener.open(options), GpuProviders.device(gpu.provider()));
        }
    }

    private static String card(GpuSettings gpu) {
        return "graphics card " + gpu.index() + " by " + gpu.provider();
    }

    private static String cure(GpuSettings gpu) {
        return switch (gpu.provider()) {
            case CUDA -> "build with -Pgpu and install the driver, CUDA 12 and cuDNN 9";
            case TENSORRT ->
                    "build with -Pgpu and install the driver, CUDA 12, cuDNN 9 and TensorRT 10, set"
                            + " CV_GPU_PROVIDER=cuda";
        };
    }

    /**
     * One thread per run and no spinning: callers run side by side on the one session, and threads
     * that wait for work would only take the cores from them.
     */
    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException exception) {
            // The session is gone either way; whoever closes can do nothing about it.
            LOG.warn("A session could not be closed cleanly", exception);
        }
    }

    private static InferenceException unreadable(String model, OrtException exception) {
        return new InferenceException(
                InferenceException.Reason.INVALID_MODEL,
                "model '"
                        + model
                        + "' is not an ONNX file that can be run: "
                        + exception.getMessage()
                        + "; export it again",
                exception);
    }
}
