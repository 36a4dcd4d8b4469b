package ke.co.datacraft.cv.inference.onnx;

import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.batch.RequestOptions;

/**
 * Runs a model on one picture at a time and hides whether the runs of several callers are merged.
 * Made by {@link OnnxModel#newRunner}; safe for use by many threads at once.
 */
public interface ModelRunner extends AutoCloseable {

    /**
     * Shape of an output for one picture: where the graph has a batch axis, it is 1 here.
     *
     * @param index of the output in the graph, from 0
     */
    long[] outputShape(int index);

    /**
     * Runs the model once, at the usual priority.
     *
     * @see #run(RequestOptions, InputWriter, OutputReader)
     */
    default <P, T> CompletableFuture<T> run(InputWriter<P> writer, OutputReader<P, T> reader) {
        return run(RequestOptions.DEFAULT, writer, reader);
    }

    /**
     * Runs the model once.
     *
     * @param options what it wants of the queue, where there is one
     * @param writer fills the input, on the calling thread
     * @param reader reads the outputs, on the calling thread or another one; it must not wait, nor
     *     should what depends on the future, unless it has a thread of its own
     * @return a future of what the reader made, done already where nothing was merged; it fails
     *     with {@link InferenceException} when the model fails or the request waited too long, and
     *     with the exception of writer or reader when one of them throws
     */
    <P, T> CompletableFuture<T> run(
            RequestOptions options, InputWriter<P> writer, OutputReader<P, T> reader);

    /**
     * Runs on empty pictures, so that the first real one does not pay for the start.
     *
     * @throws InferenceException {@code ANALYSIS_FAILED} when the model fails
     */
    void warmUp();

    /** Frees the buffers; runs under way end first. The model stays open. */
    @Override
    void close();
}
