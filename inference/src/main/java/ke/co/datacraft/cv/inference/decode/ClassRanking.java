package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * The best classes of a classifier's output. Keeps its scratch memory, so there is one per worker;
 * not safe for several threads at once.
 */
public final class ClassRanking {

    /** How far from 1 the sum of probabilities may be, for models of 16-bit floats. */
    private static final double SUM_TOLERANCE = 0.01;

    private final float[] scores;
    private int[] best = new int[16];
    private int count;

    /**
     * @param classes number of classes, 1 or more
     */
    public ClassRanking(int classes) {
        this.scores = new float[classes];
    }

    /**
     * Reads the scores and takes the best.
     *
     * @param output one score for each class, from index 0
     * @param softmax whether they are logits; null to look: what lies in 0..1 and sums up to 1 are
     *     probabilities
     * @param confidence least probability, 0..1
     * @param max most classes, 1 or more
     * @return how many; {@link #classId} and {@link #confidence} tell which, best first, of equal
     *     ones the lower id first
     * @throws InferenceException {@code ANALYSIS_FAILED} when the scores are no numbers
     */
    public int rank(FloatBuffer output, Boolean softmax, float confidence, int max) {
        output.get(0, scores);
        if (softmax == null ? !areProbabilities() : softmax) {
            toProbabilities();
        }
        int limit = Math.min(max, scores.length);
        if (best.length < limit) {
            best = new int[limit];
        }
        count = 0;
        for (int id = 0; id < scores.length; id++) {
            if (scores[id] >= confidence) {
                insert(id, limit);
            }
        }
        return count;
    }

    private boolean areProbabilities() {
        double sum = 0;
        for (float score : scores) {
            if (!(score >= 0 && score <= 1)) {
                return false;
            }
            sum += score;
        }
        return Math.abs(sum - 1) <= SUM_TOLERANCE;
    }

    /** The largest is taken off first, so that no power overflows. */
    private void toProbabilities() {
        float largest = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (int id = 0; id < scores.length; id++) {
            double power = Math.exp(scores[id] - largest);
            scores[id] = (float) power;
            sum += power;
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new InferenceException(
                    InferenceException.Reason.ANALYSIS_FAILED,
                    "the model gave scores that are no numbers; check its input's mean,"
                            + " standard_deviation and scale in the manifest");
        }
        for (int id = 0; id < scores.length; id++) {
            scores[id] /= (float) sum;
        }
    }

    private void insert(int id, int limit) {
        if (count == limit && scores[id] <= scores[best[count - 1]]) {
            return;
        }
        int place = count < limit ? count++ : count - 1;
        while (place > 0 && scores[id] > scores[best[place - 1]]) {
            best[place] = best[place - 1];
            place--;
        }
        best[place] = id;
    }

    /** The class at this rank, from 0. */
    public int classId(int rank) {
        return best[rank];
    }

    /** Its probability, 0..1. */
    public float confidence(int rank) {
        return Math.max(0, Math.min(1, scores[best[rank]]));
    }
}
