package ke.co.datacraft.cv.operators.record;

import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.SafeText;

/**
 * Why a reference has no result.
 *
 * @param reason kind of failure
 * @param message the value and the cure
 */
public record Failure(ReasonCode reason, String message) {

    /** Makes the message fit to be written anywhere: it may quote what came from outside. */
    public Failure {
        message = SafeText.storable(message);
    }
}
