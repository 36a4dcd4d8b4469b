package ke.co.datacraft.cv.bridge.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.TaskRequest;

/**
 * A job and how far it is; null where nothing is known.
 *
 * @param jobId the job
 * @param tenantId owner
 * @param name display name
 * @param state where it stands
 * @param total references
 * @param completed references with a result
 * @param failed references that ended as dead letters
 * @param progressPercentage 0..100
 * @param processingType its tasks, separated by commas
 * @param tasks what was asked for
 * @param pipeline pipeline that was asked for
 * @param contentType media type of the first reference
 * @param inputFilePath URI of the first reference
 * @param errorMessage why it failed
 * @param retryCount number of the current attempt, from 0
 * @param maxRetries how often it may be retried
 * @param priority 1..10
 * @param createdBy who submitted it
 * @param createdAt when it was submitted
 * @param startedAt when the stream saw its first reference
 * @param completedAt when it ended
 * @param updatedAt when this was written
 * @param links where more about it is
 */
public record JobView(
        UUID jobId,
        String tenantId,
        String name,
        JobState state,
        int total,
        int completed,
        int failed,
        double progressPercentage,
        String processingType,
        List<TaskRequest> tasks,
        String pipeline,
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
        Links links) {

    /**
     * Where more is.
     *
     * @param self the job
     * @param results what was found
     */
    public record Links(String self, String results) {
        static Links of(UUID jobId) {
            return new Links(path(jobId), path(jobId) + "/results");
        }
    }

    /** Path of a job. */
    public static String path(UUID jobId) {
        return "/api/v1/jobs/" + jobId;
    }
}
