package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code cv.dead_letters}; null where the column may be.
 *
 * @param id identity of the letter
 * @param tenantId owner, empty when the record does not tell
 * @param jobId its job, or null
 * @param sourceId its camera, or null
 * @param imageId its image, or null
 * @param uri what it pointed at, or null
 * @param reason reason code
 * @param message why, in words
 * @param attempts how often it was tried
 * @param originTopic topic it was read from
 * @param originPartition partition
 * @param originOffset offset
 * @param originalKey key of the record as text, or null
 * @param originalKeyEncoding how the key is written, or null
 * @param originalValue value of the record as text, or null
 * @param originalEncoding how the value is written, or null
 * @param originalHeaders JSON of the record's headers, or null
 * @param failedAt when it failed
 */
public record DeadLetterRow(
        UUID id,
        String tenantId,
        UUID jobId,
        String sourceId,
        UUID imageId,
        String uri,
        String reason,
        String message,
        int attempts,
        String originTopic,
        int originPartition,
        long originOffset,
        String originalKey,
        String originalKeyEncoding,
        String originalValue,
        String originalEncoding,
        String originalHeaders,
        Instant failedAt) {}
