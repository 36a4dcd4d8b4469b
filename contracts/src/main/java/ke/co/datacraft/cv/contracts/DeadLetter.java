package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A record that could not be processed: a line on {@code cv.dead-letters}. It holds the original,
 * so it can be replayed.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param id identity, derived from the origin, and from the target of an alert that was not handed
 *     on, so that a replayed offset writes the same letter
 * @param tenantId owner, or null when the record does not tell
 * @param jobId its job, or null
 * @param sourceId its camera, or null
 * @param imageId its image, or null
 * @param uri what it pointed at, or null
 * @param reason why
 * @param message why, in words: the value and the cure
 * @param attempts how often it was tried
 * @param origin where it was read
 * @param originalKey key of the record: text, or base64 when it is not UTF-8; or null
 * @param originalKeyEncoding {@code base64}, or null where the key is text or there is none
 * @param originalValue value of the record: text, or base64 when it is not UTF-8
 * @param originalEncoding {@code utf-8} or {@code base64}
 * @param originalHeaders headers of the record in their order; null when there are none or they are
 *     not known
 * @param failedAt when it failed
 */
public record DeadLetter(
        int schemaVersion,
        UUID id,
        String tenantId,
        UUID jobId,
        String sourceId,
        UUID imageId,
        String uri,
        ReasonCode reason,
        String message,
        int attempts,
        RecordOrigin origin,
        String originalKey,
        String originalKeyEncoding,
        String originalValue,
        String originalEncoding,
        List<RecordHeader> originalHeaders,
        Instant failedAt) {

    /** The same letter under another identity. */
    public DeadLetter withId(UUID other) {
        return new DeadLetter(
                schemaVersion,
                other,
                tenantId,
                jobId,
                sourceId,
                imageId,
                uri,
                reason,
                message,
                attempts,
                origin,
                originalKey,
                originalKeyEncoding,
                originalValue,
                originalEncoding,
                originalHeaders,
                failedAt);
    }
}
