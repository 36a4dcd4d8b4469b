package ke.co.datacraft.cv.operators.record;

import java.util.List;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * What became of a reference: results, one per page, or a failure. Never an exception.
 *
 * @param admitted the reference
 * @param results one per page; empty on failure
 * @param failure why there are none, or null
 * @param attempts how often the bytes were asked for
 */
public record ReferenceOutcome(
        AdmittedReference admitted, List<ImageResult> results, Failure failure, int attempts) {

    /** Whether it ended well. */
    public boolean succeeded() {
        return failure == null;
    }
}
