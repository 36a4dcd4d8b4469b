package ke.co.datacraft.cv.operators.vision;

import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.record.Failure;

/** A reference that cannot be worked on, for a reason that neither store nor model tells. */
final class RejectedReferenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RejectedReferenceException(ReasonCode reason, String message) {
        super(message);
        this.failure = new Failure(reason, message);
    }

    Failure failure() {
        return failure;
    }
}
