package ke.co.datacraft.cv.standalone.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.TaskRequest;

/**
 * A job to submit.
 *
 * @param tenantId owner
 * @param jobId its id
 * @param name display name
 * @param uris where the images are, at least one
 * @param tasks what to do with each
 */
public record JobRequest(
        String tenantId, UUID jobId, String name, List<String> uris, List<TaskRequest> tasks) {

    private static final int MAX_RETRIES = 3;
    private static final String CREATED_BY = "cv";

    /** Keeps unchangeable copies. */
    public JobRequest {
        uris = List.copyOf(uris);
        tasks = List.copyOf(tasks);
    }

    /** One reference per image. */
    public List<ImageReference> references(Instant now) {
        JobDescription job = new JobDescription(name, uris.size(), MAX_RETRIES, CREATED_BY, now);
        return uris.stream().map(uri -> reference(uri, job, now)).toList();
    }

    private ImageReference reference(String uri, JobDescription job, Instant now) {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                tenantId,
                jobId,
                null,
                null,
                uri,
                null,
                null,
                null,
                null,
                tasks,
                null,
                null,
                now,
                null,
                job);
    }
}
