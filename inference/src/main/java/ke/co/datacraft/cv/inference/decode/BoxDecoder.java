package ke.co.datacraft.cv.inference.decode;

import ke.co.datacraft.cv.inference.InferenceException;

/** Reads boxes out of a detector's outputs. One per worker; it may keep scratch memory. */
public interface BoxDecoder {

    /**
     * Adds the boxes that pass the filter, in pixels of the model's input.
     *
     * @param outputs of one picture
     * @param filter which boxes to take
     * @param target where they go; not cleared
     * @throws InferenceException {@code ANALYSIS_FAILED} when a box has a class beyond the labels
     */
    void decode(OutputTensors outputs, CandidateFilter filter, Candidates target);

    /**
     * Checks values where shapes do not tell one export from another.
     *
     * @param outputs of any picture
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor and the cure
     */
    default void requireLayout(OutputTensors outputs) {}

    /** Whether several boxes of one object are to be expected, of which the best is to be kept. */
    boolean needsSuppression();
}
