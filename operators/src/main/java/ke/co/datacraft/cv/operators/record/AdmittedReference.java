package ke.co.datacraft.cv.operators.record;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.RecordOrigin;

/**
 * A reference that passed validation, with what a dead letter would need of its record.
 *
 * @param reference what to analyse
 * @param referenceId identity of the reference within its job: the given image id, else derived
 * @param origin where it was read
 * @param originalKey key of the record, or null
 * @param originalValue value of the record
 * @param headers headers of the record in their order, or null for none
 * @param traceparent W3C trace context, or null
 * @param admittedAt milliseconds since the epoch
 * @param models versions chosen for this reference by the model's name, for requests without a
 *     version; null for none
 */
public record AdmittedReference(
        ImageReference reference,
        UUID referenceId,
        RecordOrigin origin,
        byte[] originalKey,
        byte[] originalValue,
        List<RecordHeader> headers,
        String traceparent,
        long admittedAt,
        Map<String, ModelChoice> models) {

    /** A reference that no versions were chosen for. */
    public AdmittedReference(
            ImageReference reference,
            UUID referenceId,
            RecordOrigin origin,
            byte[] originalKey,
            byte[] originalValue,
            String traceparent,
            long admittedAt) {
        this(
                reference,
                referenceId,
                origin,
                originalKey,
                originalValue,
                null,
                traceparent,
                admittedAt,
                null);
    }

    /** The same with versions chosen for it. */
    public AdmittedReference withModels(Map<String, ModelChoice> chosen) {
        return new AdmittedReference(
                reference,
                referenceId,
                origin,
                originalKey,
                originalValue,
                headers,
                traceparent,
                admittedAt,
                chosen);
    }

    /** The same as part of another span. */
    public AdmittedReference withTraceparent(String trace) {
        return new AdmittedReference(
                reference,
                referenceId,
                origin,
                originalKey,
                originalValue,
                headers,
                trace,
                admittedAt,
                models);
    }

    /**
     * The version chosen for a model.
     *
     * @param model name without version, or null
     * @return null where the reference or the repository decides
     */
    public ModelChoice choice(String model) {
        return models == null || model == null ? null : models.get(model);
    }
}
