package ke.co.datacraft.cv.inference.decode;

import java.util.BitSet;

/**
 * Which boxes to take.
 *
 * @param confidence the least confidence, 0..1
 * @param classes the classes to take, or null for all; not changed by anyone
 */
public record CandidateFilter(float confidence, BitSet classes) {

    /** Takes every class. */
    public static CandidateFilter ofConfidence(float confidence) {
        return new CandidateFilter(confidence, null);
    }

    boolean takes(int classId, float score) {
        return score >= confidence && (classes == null || classes.get(classId));
    }
}
