package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;

/** What a model made of one picture, as 32-bit floats whatever the graph's types are. */
@FunctionalInterface
public interface OutputTensors {

    /**
     * An output, row-major, from index 0; its position is not used.
     *
     * @param index of the output in the graph, from 0
     */
    FloatBuffer get(int index);
}
