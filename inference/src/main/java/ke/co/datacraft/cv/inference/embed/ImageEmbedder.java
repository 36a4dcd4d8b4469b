package ke.co.datacraft.cv.inference.embed;

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
 * The task {@code embedding}: a vector that is near those of similar pictures. Prepares a picture
 * on the caller's thread; as many callers run at once as call. It has no parameters.
 */
public final class ImageEmbedder implements Analyzer {

    /** Name of the task. */
    public static final String TASK = "embedding";

    private final PreparedModel<EmbeddingWorker> model;

    /**
     * Checks that the model's tensors fit its manifest, and runs it once.
     *
     * @param model closed with this, or here when it does not fit
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor that differs and what was
     *     expected
     */
    public ImageEmbedder(LoadedModel model) {
        model.require(DecoderFamily.EMBEDDING);
        this.model = new PreparedModel<>(model, EmbeddingWorker::new);
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
        // No parameters, and unknown names are ignored.
    }

    @Override
    public CompletableFuture<Analysis.Embedding> analyze(
            DecodedImage image, Map<String, String> parameters) {
        return analyze(image, parameters, RequestOptions.DEFAULT);
    }

    @Override
    public CompletableFuture<Analysis.Embedding> analyze(
            DecodedImage image, Map<String, String> parameters, RequestOptions options) {
        return model.run(
                (worker, runner) ->
                        runner.run(
                                options,
                                row -> worker.write(image, row),
                                (picture, outputs) -> worker.read(outputs)));
    }

    /** Frees the model; an analysis under way ends first. */
    @Override
    public void close() {
        model.close();
    }
}
