package ke.co.datacraft.cv.inference.onnx;

import java.nio.FloatBuffer;
import ke.co.datacraft.cv.inference.StageTimings;

/** What a model made of one picture; valid as long as the call that it was handed to. */
public interface ModelOutputs {

    /**
     * The part of an output that belongs to this picture, row-major, from index 0.
     *
     * @param index of the output in the graph, from 0
     */
    FloatBuffer output(int index);

    /** Where the time went so far; what has passed since the model was done is postprocessing. */
    StageTimings timings();
}
