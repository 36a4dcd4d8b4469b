package ke.co.datacraft.cv.inference.detect;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.batch.RequestOptions;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.onnx.ModelRunner;
import ke.co.datacraft.cv.inference.onnx.SlotPool;

/**
 * The task {@code object_detection}. Prepares a picture on the caller's thread; as many callers run
 * at once as call. Parameters: {@code confidence} and {@code iou} (0..1), {@code max_detections} (1
 * to 10000), {@code classes} (labels separated by commas), {@code class_agnostic} (whether boxes of
 * different classes suppress each other). {@code iou} and {@code class_agnostic} are without effect
 * on models that give one box for each object.
 */
public final class ObjectDetector implements Analyzer {

    /** Name of the task. */
    public static final String TASK = "object_detection";

    private final LoadedModel model;
    private final ModelRunner runner;
    private final SlotPool<DetectionWorker> workers;
    private final PreprocessSpec spec;

    /**
     * Checks that the model's tensors fit its manifest, and runs it once.
     *
     * @param model closed with the detector, or here when it does not fit
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor that differs and what was
     *     expected
     */
    public ObjectDetector(LoadedModel model) {
        this.model = model;
        this.runner = runner(model);
        this.workers = new SlotPool<>(() -> new DetectionWorker(model, runner));
        boolean fits = false;
        try {
            this.spec = model.manifest().input().toSpec();
            requireLayout();
            runner.warmUp();
            fits = true;
        } finally {
            if (!fits) {
                close();
            }
        }
    }

    private static ModelRunner runner(LoadedModel model) {
        boolean fits = false;
        try {
            PreprocessSpec spec = model.manifest().input().toSpec();
            ModelRunner runner = model.network().newRunner(spec.shape());
            fits = true;
            return runner;
        } finally {
            if (!fits) {
                model.close();
            }
        }
    }

    /** Makes a worker, which checks the shapes, and shows it the outputs of an empty picture. */
    private void requireLayout() {
        try {
            workers.lend(worker -> runner.run(row -> worker, DetectionWorker::requireLayout))
                    .join();
        } catch (CompletionException exception) {
            throw exception.getCause() instanceof InferenceException refused ? refused : exception;
        }
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public ModelIdentity model() {
        return model.identity();
    }

    @Override
    public int minimumShortSide(int width, int height) {
        return spec.minimumShortSide(width, height);
    }

    @Override
    public void validate(Map<String, String> parameters) {
        DetectionParameters.of(parameters, model.manifest());
    }

    @Override
    public CompletableFuture<Analysis.Objects> analyze(
            DecodedImage image, Map<String, String> parameters) {
        return analyze(image, parameters, RequestOptions.DEFAULT);
    }

    @Override
    public CompletableFuture<Analysis.Objects> analyze(
            DecodedImage image, Map<String, String> parameters, RequestOptions options) {
        DetectionParameters parsed;
        try {
            parsed = DetectionParameters.of(parameters, model.manifest());
        } catch (RuntimeException exception) {
            return CompletableFuture.failedFuture(exception);
        }
        return workers.lend(
                worker ->
                        runner.run(
                                options,
                                row -> worker.write(image, row),
                                (letterbox, outputs) -> worker.read(outputs, letterbox, parsed)));
    }

    /** Frees the model; an analysis under way ends first. */
    @Override
    public void close() {
        runner.close();
        workers.close();
        model.close();
    }
}
