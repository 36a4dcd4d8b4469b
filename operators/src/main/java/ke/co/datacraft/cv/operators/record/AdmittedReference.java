package ke.co.datacraft.cv.operators.record;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.RecordOrigin;

/**
 * A reference that passed validation, with what a dead letter would need of its record.
 *
 * @param reference what to analyse
 * @param referenceId identity of the reference within its job: the given image id, else derived
 * @param origin where it was read
 * @param originalKey key of the record, or null
 * @param originalValue value of the record
 * @param traceparent W3C trace context, or null
 * @param admittedAt milliseconds since the epoch
 */
public record AdmittedReference(
        ImageReference reference,
        UUID referenceId,
        RecordOrigin origin,
        byte[] originalKey,
        byte[] originalValue,
        String traceparent,
        long admittedAt) {}
