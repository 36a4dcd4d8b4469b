package ke.co.datacraft.cv.operators.delivery;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.operators.record.SourceRecord;

/**
 * A message of an alert for one target.
 *
 * @param record the message as it was read
 * @param alert the same, parsed
 * @param target where it goes
 */
public record Delivery(SourceRecord record, Alert alert, DeliveryTarget target) {

    /** Identity, the same for every attempt: who gets it twice can tell. */
    public UUID id() {
        return Identifiers.deliveryId(alert.id(), alert.sequence(), target);
    }
}
