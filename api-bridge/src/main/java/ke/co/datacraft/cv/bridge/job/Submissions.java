package ke.co.datacraft.cv.bridge.job;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.settings.JobSettings;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.ReferenceValidator;
import ke.co.datacraft.cv.contracts.SafeText;

/** Makes jobs out of requests, or says what is wrong with them. */
public final class Submissions {

    private static final int MAX_NAME = 200;

    private final JobSettings settings;
    private final ReferenceRules rules;
    private final Clock clock;

    /**
     * @param settings limits
     * @param rules where references may point
     * @param clock when a job is submitted
     */
    public Submissions(JobSettings settings, ReferenceRules rules, Clock clock) {
        this.settings = settings;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * A job of references that someone wrote.
     *
     * @throws ApiError naming the field and the cure
     */
    public Submission referring(Principal principal, JobRequest request) {
        requireCount(request.references().size());
        for (int i = 0; i < request.references().size(); i++) {
            rules.check(
                    principal.tenant(),
                    "references[%d].uri".formatted(i),
                    request.references().get(i).uri());
        }
        return uploaded(principal, request);
    }

    /**
     * A job of files that were uploaded for it.
     *
     * @throws ApiError naming the field and the cure
     */
    public Submission uploaded(Principal principal, JobRequest request) {
        UUID id = UUID.randomUUID();
        // The stream's times have milliseconds; the row is to say the same.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        JobDescription job =
                new JobDescription(
                        name(id, request),
                        request.references().size(),
                        request.maxRetries(),
                        principal.subject(),
                        now);
        List<ImageReference> references = new ArrayList<>();
        for (int i = 0; i < request.references().size(); i++) {
            ImageReference reference =
                    reference(id, principal.tenant(), request, i, job.withIndex(i));
            check(i, reference);
            references.add(reference);
        }
        return new Submission(id, principal.tenant(), job, List.copyOf(references), request);
    }

    /** Refuses more references than a job may have. */
    public void requireCount(int count) {
        if (count > settings.maxReferences()) {
            throw ApiError.invalid(
                            "references",
                            "%d references are more than the %d of a job"
                                    .formatted(count, settings.maxReferences()))
                    .cure("Submit several jobs, or raise CV_MAX_REFERENCES_PER_JOB");
        }
    }

    private static ImageReference reference(
            UUID jobId, String tenant, JobRequest request, int index, JobDescription job) {
        JobReference asked = request.references().get(index);
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                tenant,
                jobId,
                null,
                null,
                asked.uri(),
                asked.page(),
                asked.originalFilename(),
                asked.contentType() == null ? request.contentType() : asked.contentType(),
                request.priority(),
                request.tasks(),
                request.pipeline(),
                asked.captureTime(),
                job.createdAt(),
                null,
                job);
    }

    private static void check(int index, ImageReference reference) {
        try {
            ReferenceValidator.validate(reference);
        } catch (ContractException e) {
            String message = e.getMessage();
            String field = message.substring(0, Math.max(0, message.indexOf(':')));
            throw ApiError.invalid(path(index, field), message);
        }
    }

    /** Name of a contract's field in the request. */
    private static String path(int index, String field) {
        return switch (field) {
            case "uri", "page", "original_filename", "content_type" ->
                    "references[%d].%s".formatted(index, field);
            default -> field.replaceFirst("^job\\.", "");
        };
    }

    private static String name(UUID id, JobRequest request) {
        if (request.name() != null) {
            return request.name();
        }
        String first = fileName(request.references().get(0));
        if (first.isBlank()) {
            return "Job " + id;
        }
        int others = request.references().size() - 1;
        return others == 0 ? first : first + " and " + others + " more";
    }

    private static String fileName(JobReference reference) {
        String name = reference.originalFilename();
        if (name == null) {
            try {
                String path = new URI(reference.uri()).getPath();
                name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
            } catch (URISyntaxException e) {
                return "";
            }
        }
        return SafeText.shorten(name, MAX_NAME);
    }
}
