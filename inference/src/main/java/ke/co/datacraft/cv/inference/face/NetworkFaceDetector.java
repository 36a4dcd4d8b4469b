package ke.co.datacraft.cv.inference.face;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.batch.RequestOptions;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.model.DecoderFamily;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.PreparedModel;

/**
 * The task {@code face_detection} with a network that also gives landmarks. Prepares a picture on
 * the caller's thread; as many callers run at once as call. Parameters: {@code confidence} and
 * {@code iou} (0..1), {@code max_detections} (1 and up).
 */
public final class NetworkFaceDetector implements Analyzer {

    /** Name of the task. */
    public static final String TASK = "face_detection";

    private final PreparedModel<FaceWorker> model;

    /**
     * Checks that the model's tensors fit its manifest, and runs it once.
     *
     * @param model closed with the detector, or here when it does not fit
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor that differs and what was
     *     expected
     */
    public NetworkFaceDetector(LoadedModel model) {
        model.require(DecoderFamily.YUNET);
        this.model = new PreparedModel<>(model, FaceWorker::new);
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
        return model.minimumShortSide(width, height);
    }

    @Override
    public void validate(Map<String, String> parameters) {
        FaceParameters.of(parameters, model.manifest().thresholds());
    }

    @Override
    public CompletableFuture<Analysis.Faces> analyze(
            DecodedImage image, Map<String, String> parameters) {
        return analyze(image, parameters, RequestOptions.DEFAULT);
    }

    @Override
    public CompletableFuture<Analysis.Faces> analyze(
            DecodedImage image, Map<String, String> parameters, RequestOptions options) {
        FaceParameters parsed;
        try {
            parsed = FaceParameters.of(parameters, model.manifest().thresholds());
        } catch (RuntimeException exception) {
            return CompletableFuture.failedFuture(exception);
        }
        return model.run(
                (worker, runner) ->
                        runner.run(
                                options,
                                row -> worker.write(image, row),
                                (letterbox, outputs) -> worker.read(outputs, letterbox, parsed)));
    }

    /** Frees the model; an analysis under way ends first. */
    @Override
    public void close() {
        model.close();
    }
}
