package ke.co.datacraft.cv.inference.classify;

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
 * The task {@code image_classification}: the best classes of the whole picture. Prepares a picture
 * on the caller's thread; as many callers run at once as call. Parameters: {@code top_k} (1 and up)
 * and {@code confidence} (0..1).
 */
public final class ImageClassifier implements Analyzer {

    /** Name of the task. */
    public static final String TASK = "image_classification";

    private final PreparedModel<ClassificationWorker> model;

    /**
     * Checks that the model's tensors fit its manifest, and runs it once.
     *
     * @param model closed with the classifier, or here when it does not fit
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor that differs and what was
     *     expected
     */
    public ImageClassifier(LoadedModel model) {
        model.require(DecoderFamily.CLASSIFICATION);
        this.model = new PreparedModel<>(model, ClassificationWorker::new);
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
        ClassificationParameters.of(parameters, model.manifest().thresholds());
    }

    @Override
    public CompletableFuture<Analysis.Classes> analyze(
            DecodedImage image, Map<String, String> parameters) {
        return analyze(image, parameters, RequestOptions.DEFAULT);
    }

    @Override
    public CompletableFuture<Analysis.Classes> analyze(
            DecodedImage image, Map<String, String> parameters, RequestOptions options) {
        ClassificationParameters parsed;
        try {
            parsed = ClassificationParameters.of(parameters, model.manifest().thresholds());
        } catch (RuntimeException exception) {
            return CompletableFuture.failedFuture(exception);
        }
        return model.run(
                (worker, runner) ->
                        runner.run(
                                options,
                                row -> worker.write(image, row),
                                (picture, outputs) -> worker.read(outputs, parsed)));
    }

    /** Frees the model; an analysis under way ends first. */
    @Override
    public void close() {
        model.close();
    }
}
