package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code cv.processing_jobs}; null where the column may be.
 *
 * @param id the job
 * @param jobName display name
 * @param processingType its tasks, separated by commas
 * @param contentType media type of its first reference
 * @param status its state
 * @param progressPercentage 0..100
 * @param inputFilePath URI of its first reference
 * @param errorMessage why it failed, or null
 * @param retryCount number of the current attempt, from 0
 * @param maxRetries how often it may be retried
 * @param priority 1..10
 * @param tenantId owner
 * @param createdBy who submitted it
 * @param createdAt when it was submitted, or null
 * @param startedAt when it began, or null
 * @param completedAt when it ended, or null
 * @param updatedAt when this was written
 * @param totalImages references in the job
 * @param completedImages references with a result
 * @param failedImages references without
 */
public record JobRow(
        UUID id,
        String jobName,
        String processingType,
        String contentType,
        String status,
        double progressPercentage,
        String inputFilePath,
        String errorMessage,
        int retryCount,
        int maxRetries,
        int priority,
        String tenantId,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        Instant completedAt,
        Instant updatedAt,
        int totalImages,
        int completedImages,
        int failedImages) {}
