package ke.co.datacraft.cv.contracts;

import java.util.List;
import java.util.regex.Pattern;

/** Checks of an {@link ImageReference} that the types of its fields cannot make. */
public final class ReferenceValidator {

    private static final int MAX_TENANT = 100;
    private static final int MAX_NAME = 255;
    private static final int MAX_CREATED_BY = 100;
    private static final int MAX_CONTENT_TYPE = 50;
    private static final int MAX_URI = 8192;
    private static final int MAX_PIPELINE = 100;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

    private ReferenceValidator() {}

    /**
     * Returns when the reference can be worked on.
     *
     * @throws ContractException {@link ReasonCode#INVALID_FIELD} or {@link
     *     ReasonCode#UNKNOWN_TASK}, naming the field, its value and the cure
     */
    public static void validate(ImageReference reference) throws ContractException {
        FieldChecks.text("tenant_id", reference.tenantId(), 1, MAX_TENANT);
        owner(reference);
        uri(reference.uri());
        if (reference.page() != null) {
            FieldChecks.range("page", reference.page(), 0, Integer.MAX_VALUE);
        }
        part(reference);
        FieldChecks.range("priority", reference.priority(), 1, 10);
        FieldChecks.range("attempt", reference.attempt(), 0, Integer.MAX_VALUE);
        FieldChecks.optionalText("original_filename", reference.originalFilename(), 0, MAX_NAME);
        FieldChecks.optionalText("content_type", reference.contentType(), 1, MAX_CONTENT_TYPE);
        tasks(reference);
    }

    private static void part(ImageReference reference) throws ContractException {
        DocumentPart part = reference.part();
        if (part == null) {
            return;
        }
        if (reference.page() == null) {
            throw FieldChecks.invalid(
                    "page", null, "is absent beside a part; give the first page of the part");
        }
        FieldChecks.range("part.pages", part.pages(), 1, Integer.MAX_VALUE - reference.page());
        if (part.referenceId() == null || part.origin() == null) {
            throw FieldChecks.invalid(
                    "part",
                    null,
                    "lacks reference_id or origin; leave part out, the stream makes it");
        }
    }

    private static void owner(ImageReference reference) throws ContractException {
        boolean hasJob = reference.jobId() != null;
        boolean hasSource = reference.sourceId() != null;
        if (hasJob && hasSource) {
            throw FieldChecks.invalid(
                    "source_id",
                    reference.sourceId(),
                    "stands beside a job_id; keep job_id for a submitted image, source_id for a"
                            + " camera frame");
        }
        if (hasSource) {
            FieldChecks.text("source_id", reference.sourceId(), 1, MAX_NAME);
            return;
        }
        if (!hasJob) {
            throw FieldChecks.invalid(
                    "job_id",
                    null,
                    "is absent, as is source_id; give the one of a submitted image or the other of"
                            + " a camera frame");
        }
        job(reference.job());
    }

    private static void job(JobDescription job) throws ContractException {
        if (job == null) {
            throw FieldChecks.invalid(
                    "job",
                    null,
                    "is absent beside a job_id; give name, total, max_retries and created_by");
        }
        FieldChecks.text("job.name", job.name(), 1, MAX_NAME);
        FieldChecks.range("job.total", job.total(), 1, Integer.MAX_VALUE);
        FieldChecks.range("job.max_retries", job.maxRetries(), 0, Integer.MAX_VALUE);
        FieldChecks.text("job.created_by", job.createdBy(), 1, MAX_CREATED_BY);
        if (job.index() != null) {
            FieldChecks.range("job.index", job.index(), 0, job.total() - 1);
        }
    }

    private static void uri(String uri) throws ContractException {
        FieldChecks.text("uri", uri, 1, MAX_URI);
        if (!SCHEME.matcher(uri).lookingAt()) {
            throw FieldChecks.invalid(
                    "uri", uri, "has no scheme; write file:, http:, https: or s3:");
        }
    }

    private static void tasks(ImageReference reference) throws ContractException {
        List<TaskRequest> tasks = reference.tasks();
        FieldChecks.optionalText("pipeline", reference.pipeline(), 1, MAX_PIPELINE);
        if (reference.pipeline() != null) {
            if (!tasks.isEmpty()) {
                throw FieldChecks.invalid(
                        "pipeline",
                        reference.pipeline(),
                        "stands beside tasks; keep one of the two");
            }
            return;
        }
        if (tasks.isEmpty()) {
            throw FieldChecks.invalid("tasks", "[]", "is empty; name at least one of " + Tasks.ALL);
        }
        StepValidator.validate("tasks", tasks);
    }
}
