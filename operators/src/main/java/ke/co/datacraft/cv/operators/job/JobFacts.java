package ke.co.datacraft.cv.operators.job;

import java.time.Instant;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.operators.record.JobEvent;

/**
 * What the references of a job tell about it. What none told yet is null or 0.
 *
 * @param name display name
 * @param total number of references; the largest that any of them names
 * @param maxRetries how often it may be retried
 * @param createdBy who submitted it
 * @param createdAt when it was submitted
 * @param processingType its tasks, separated by commas
 * @param contentType media type of its first reference
 * @param inputFilePath URI of its first reference
 * @param priority 1..10
 * @param traceparent W3C trace context of the first reference that has one
 */
public record JobFacts(
        String name,
        int total,
        int maxRetries,
        String createdBy,
        Instant createdAt,
        String processingType,
        String contentType,
        String inputFilePath,
        int priority,
        String traceparent) {

    /** Nothing known. */
    public static final JobFacts NONE =
            new JobFacts(null, 0, 0, null, null, null, null, null, 0, null);

    /** With what one more reference tells. */
    JobFacts with(JobEvent event) {
        ImageReference reference = event.reference();
        if (reference == null) {
            return this;
        }
        JobDescription job =
                reference.job() == null
                        ? new JobDescription(null, 0, 0, null, null)
                        : reference.job();
        return new JobFacts(
                first(name, job.name()),
                Math.max(total, job.total()),
                Math.max(maxRetries, job.maxRetries()),
                first(createdBy, job.createdBy()),
                createdAt == null ? job.createdAt() : createdAt,
                first(processingType, tasks(reference)),
                first(contentType, reference.contentType()),
                first(inputFilePath, reference.uri()),
                priority == 0 ? reference.priority() : priority,
                first(traceparent, event.traceparent()));
    }

    private static String tasks(ImageReference reference) {
        String names =
                reference.tasks().stream()
                        .map(TaskRequest::task)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(","));
        return names.isEmpty() ? null : names;
    }

    private static String first(String known, String told) {
        return known != null || told == null || told.isBlank() ? known : told;
    }
}
