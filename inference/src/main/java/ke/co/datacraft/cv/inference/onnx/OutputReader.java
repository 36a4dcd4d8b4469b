package ke.co.datacraft.cv.inference.onnx;

/**
 * Turns a model's outputs for one picture into a result.
 *
 * @param <P> what the writer of the input told about the picture
 * @param <T> the result
 */
@FunctionalInterface
public interface OutputReader<P, T> {

    /**
     * Reads the outputs; called at most once, on any thread.
     *
     * @param picture what {@link InputWriter#write} returned
     * @param outputs of this picture alone; valid during the call
     */
    T read(P picture, ModelOutputs outputs);
}
