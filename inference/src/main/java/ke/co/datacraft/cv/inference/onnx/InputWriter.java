package ke.co.datacraft.cv.inference.onnx;

import java.nio.FloatBuffer;

/**
 * Writes one picture into a model's input.
 *
 * @param <P> what the reader of the outputs needs to know about the picture
 */
@FunctionalInterface
public interface InputWriter<P> {

    /**
     * Writes the picture; called once, on the thread of the caller of {@link ModelRunner#run}.
     *
     * @param row the input of one picture, row-major, from index 0; direct, in native byte order,
     *     and as full as its last user left it; valid during the call
     * @return handed to {@link OutputReader#read}
     */
    P write(FloatBuffer row);
}
