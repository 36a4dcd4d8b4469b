package ke.co.datacraft.cv.inference.decode;

import ke.co.datacraft.cv.inference.InferenceException;

/** Classes of boxes. */
final class ClassScores {

    private ClassScores() {}

    /** Class of the highest score, the first of equal ones. */
    static int best(float[] row, int offset, int classes) {
        int best = 0;
        for (int label = 1; label < classes; label++) {
            if (row[offset + label] > row[offset + best]) {
                best = label;
            }
        }
        return best;
    }

    /**
     * A class that the model itself names.
     *
     * @throws InferenceException {@code ANALYSIS_FAILED} when there is no such label
     */
    static int require(float label, int classes, String tensor) {
        if (!(label >= 0 && label < classes)) {
            throw new InferenceException(
                    InferenceException.Reason.ANALYSIS_FAILED,
                    "tensor '"
                            + tensor
                            + "' has a box of class "
                            + label
                            + "; the model has "
                            + classes
                            + " labels: correct decoder or labels of its manifest");
        }
        return (int) label;
    }
}
