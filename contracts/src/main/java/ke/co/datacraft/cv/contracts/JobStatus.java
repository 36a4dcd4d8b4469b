package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * How far a job is: a line on {@code cv.job-status}.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param jobId the job
 * @param tenantId its owner
 * @param name display name
 * @param state where it stands
 * @param total references in the job
 * @param completed references with a result
 * @param failed references that ended as dead letters
 * @param progressPercentage 0..100
 * @param processingType tasks of the job, separated by commas
 * @param contentType media type of the first reference, or {@code image}
 * @param inputFilePath URI of the first reference
 * @param errorMessage why it failed, or null
 * @param retryCount number of the current attempt, from 0
 * @param maxRetries how often it may be retried
 * @param priority 1..10
 * @param createdBy who submitted it
 * @param createdAt when it was submitted
 * @param startedAt when the stream saw its first reference
 * @param completedAt when it reached a terminal state, or null
 * @param updatedAt when this line was written
 * @param traceparent W3C trace context of its first reference, or null
 */
public record JobStatus(
        int schemaVersion,
        UUID jobId,
        String tenantId,
        String name,
        JobState state,
        int total,
        int completed,
        int failed,
        double progressPercentage,
        String processingType,
        String contentType,
        String inputFilePath,
        String errorMessage,
        int retryCount,
        int maxRetries,
        int priority,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        Instant completedAt,
        Instant updatedAt,
        String traceparent) {

    /** The status of a job that belongs to no trace. */
    public JobStatus(
            int schemaVersion,
            UUID jobId,
            String tenantId,
            String name,
            JobState state,
            int total,
            int completed,
            int failed,
            double progressPercentage,
            String processingType,
            String contentType,
            String inputFilePath,
            String errorMessage,
            int retryCount,
            int maxRetries,
            int priority,
            String createdBy,
            Instant createdAt,
            Instant startedAt,
            Instant completedAt,
            Instant updatedAt) {
        this(
                schemaVersion,
                jobId,
                tenantId,
                name,
                state,
                total,
                completed,
                failed,
                progressPercentage,
                processingType,
                contentType,
                inputFilePath,
                errorMessage,
                retryCount,
                maxRetries,
                priority,
                createdBy,
                createdAt,
                startedAt,
                completedAt,
                updatedAt,
                null);
    }
}
