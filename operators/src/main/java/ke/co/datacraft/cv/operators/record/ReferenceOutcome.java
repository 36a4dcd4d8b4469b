package ke.co.datacraft.cv.operators.record;

import java.util.List;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * What became of a reference: results, one per page, or references to its parts, or a failure.
 * Never an exception.
 *
 * @param admitted the reference
 * @param results one per page; empty on failure
 * @param failure why there are none, or null
 * @param attempts how often the bytes were asked for
 * @param parts references that take its place; empty unless it was split
 */
public record ReferenceOutcome(
        AdmittedReference admitted,
        List<ImageResult> results,
        Failure failure,
        int attempts,
        List<ImageReference> parts) {

    /** Absent parts are none. */
    public ReferenceOutcome {
        parts = parts == null ? List.of() : parts;
    }

    /** A reference that was not split. */
    public ReferenceOutcome(
            AdmittedReference admitted, List<ImageResult> results, Failure failure, int attempts) {
        this(admitted, results, failure, attempts, List.of());
    }

    /** Whether it ended well. */
    public boolean succeeded() {
        return failure == null;
    }
}
