package ke.co.datacraft.cv.contracts;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of an {@link ImageReference} that the types of its fields cannot make. */
public final class ReferenceValidator {

    private static final int MAX_TENANT = 100;
    private static final int MAX_NAME = 255;
    private static final int MAX_CREATED_BY = 100;
    private static final int MAX_CONTENT_TYPE = 50;
    private static final int MAX_URI = 8192;
    private static final int MAX_PARAMETER = 1000;

    /** A name of 100, an {@code @} and a version of 20 characters. */
    private static final int MAX_MODEL = 121;

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
        FieldChecks.range("priority", reference.priority(), 1, 10);
        FieldChecks.range("attempt", reference.attempt(), 0, Integer.MAX_VALUE);
        FieldChecks.optionalText("original_filename", reference.originalFilename(), 0, MAX_NAME);
        FieldChecks.optionalText("content_type", reference.contentType(), 1, MAX_CONTENT_TYPE);
        tasks(reference.tasks());
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
    }

    private static void uri(String uri) throws ContractException {
        FieldChecks.text("uri", uri, 1, MAX_URI);
        if (!SCHEME.matcher(uri).lookingAt()) {
            throw FieldChecks.invalid(
                    "uri", uri, "has no scheme; write file:, http:, https: or s3:");
        }
    }

    private static void tasks(List<TaskRequest> tasks) throws ContractException {
        if (tasks.isEmpty()) {
            throw FieldChecks.invalid("tasks", "[]", "is empty; name at least one of " + Tasks.ALL);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tasks.size(); i++) {
            String field = "tasks[" + i + "]";
            TaskRequest request = tasks.get(i);
            if (!Tasks.ALL.contains(request.task())) {
                throw new ContractException(
                        ReasonCode.UNKNOWN_TASK,
                        field
                                + ".task: '"
                                + SafeText.shorten(request.task(), FieldChecks.MAX_SHOWN)
                                + "' is not a task; known are "
                                + String.join(", ", Tasks.ALL));
            }
            if (!seen.add(request.task())) {
                throw FieldChecks.invalid(
                        field + ".task", request.task(), "is asked for twice; name it only once");
            }
            FieldChecks.optionalText(field + ".model", request.model(), 1, MAX_MODEL);
            parameters(field + ".parameters", request.parameters());
        }
    }

    private static void parameters(String field, Map<String, String> parameters)
            throws ContractException {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            FieldChecks.text(field, name, 1, MAX_PARAMETER);
            String value = parameter.getValue();
            String path = field + "." + SafeText.shorten(name, FieldChecks.MAX_SHOWN);
            if (value == null) {
                throw FieldChecks.invalid(
                        path, null, "has no value; give one or leave the parameter out");
            }
            FieldChecks.length(path, value, 0, MAX_PARAMETER);
            FieldChecks.storable(path, value);
        }
    }
}
