package ke.co.datacraft.cv.inference;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.batch.RequestOptions;
import ke.co.datacraft.cv.inference.image.DecodedImage;

/**
 * The port of every task: image and parameters in, future of a typed result out. Safe for use by
 * many threads at once. The caller keeps the image open until the future is done; an analyzer whose
 * runs are not merged works on the caller's thread and returns a future that is done.
 */
public interface Analyzer extends AutoCloseable {

    /** Task name, such as {@code object_detection}. */
    String task();

    /** The model behind it. */
    ModelIdentity model();

    /**
     * The model behind a result with these parameters, which differs where they choose files.
     *
     * @param parameters checked by {@link #validate}
     */
    default ModelIdentity model(Map<String, String> parameters) {
        return model();
    }

    /**
     * Short side, in pixels, below which an image must not be scaled down for this analyzer; a
     * decoder may deliver a smaller picture of a larger original as long as its short side stays at
     * or above this. {@link Integer#MAX_VALUE} asks for every pixel.
     *
     * @param width of the original in pixels, 1 or more
     * @param height of the original in pixels, 1 or more
     */
    int minimumShortSide(int width, int height);

    /**
     * Analyses one image.
     *
     * @param image open until the future is done
     * @param parameters options by name; unknown names are ignored
     * @return a future that fails with {@link InferenceException}
     */
    CompletableFuture<? extends Analysis> analyze(
            DecodedImage image, Map<String, String> parameters);

    /**
     * Analyses one image. An analyzer that shares its model's runs with others heeds the options.
     *
     * @param image open until the future is done
     * @param parameters options by name; unknown names are ignored
     * @param options what the request wants of the model's queue
     * @return a future that fails with {@link InferenceException}
     */
    default CompletableFuture<? extends Analysis> analyze(
            DecodedImage image, Map<String, String> parameters, RequestOptions options) {
        return analyze(image, parameters);
    }

    /**
     * Checks the parameters without an image.
     *
     * @throws InferenceException {@link InferenceException.Reason#INVALID_PARAMETER}, naming value
     *     and cure
     */
    void validate(Map<String, String> parameters);

    @Override
    void close();
}
