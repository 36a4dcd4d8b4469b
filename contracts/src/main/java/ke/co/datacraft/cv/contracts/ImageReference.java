package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One image to analyse: a line on {@code cv.images} (submitted) or {@code cv.frames} (camera).
 * Carries where the image is, never its bytes.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param tenantId owner, 1 to 100 characters
 * @param jobId job of a submitted image; null for a camera frame
 * @param sourceId camera of a frame; null for a submitted image
 * @param imageId identity of the image, or null to derive it ({@link Identifiers#imageId})
 * @param uri where the bytes are: {@code file:}, {@code http:}, {@code https:} or {@code s3:}
 * @param page page to analyse, from 0; null for every page
 * @param part pages from {@code page} on, where the stream split a document; null as submitted
 * @param originalFilename name to show, or null to take it from the URI
 * @param contentType media type the submitter claims, or null; the bytes decide
 * @param priority 1 (last) to 10 (first); 5 when absent
 * @param tasks what to do, at least one; empty where a pipeline says it
 * @param pipeline name of the pipeline file that says what to do, or null
 * @param captureTime when the picture was taken, or null when unknown
 * @param ingestTime when it was submitted, or null
 * @param attempt 0 at first, then the number of the job's retry
 * @param job what the job is; null for a camera frame
 */
public record ImageReference(
        int schemaVersion,
        String tenantId,
        UUID jobId,
        String sourceId,
        UUID imageId,
        String uri,
        Integer page,
        DocumentPart part,
        String originalFilename,
        String contentType,
        Integer priority,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TaskRequest> tasks,
        String pipeline,
        Instant captureTime,
        Instant ingestTime,
        Integer attempt,
        JobDescription job) {

    /** Priority of a reference that names none. */
    public static final int DEFAULT_PRIORITY = 5;

    /** Fills in the defaults. */
    public ImageReference {
        priority = priority == null ? DEFAULT_PRIORITY : priority;
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        attempt = attempt == null ? 0 : attempt;
    }

    /** A reference as it is submitted. */
    public ImageReference(
            int schemaVersion,
            String tenantId,
            UUID jobId,
            String sourceId,
            UUID imageId,
            String uri,
            Integer page,
            String originalFilename,
            String contentType,
            Integer priority,
            List<TaskRequest> tasks,
            String pipeline,
            Instant captureTime,
            Instant ingestTime,
            Integer attempt,
            JobDescription job) {
        this(
                schemaVersion,
                tenantId,
                jobId,
                sourceId,
                imageId,
                uri,
                page,
                null,
                originalFilename,
                contentType,
                priority,
                tasks,
                pipeline,
                captureTime,
                ingestTime,
                attempt,
                job);
    }

    /**
     * A range of the document's pages as a reference of its own. Its tasks are spelt out, so that
     * all parts of a document are done alike whatever becomes of the pipeline meanwhile.
     *
     * @param firstPage from 0
     * @param range how many pages, and of what
     */
    public ImageReference part(int firstPage, DocumentPart range) {
        return new ImageReference(
                schemaVersion,
                tenantId,
                jobId,
                sourceId,
                null,
                uri,
                firstPage,
                range,
                originalFilename,
                contentType,
                priority,
                tasks,
                null,
                captureTime,
                ingestTime,
                attempt,
                job);
    }

    /** The same reference for the given retry of its job. */
    public ImageReference withAttempt(int number) {
        return with(tasks, number);
    }

    /** The same reference with other tasks, such as those of its pipeline. */
    public ImageReference withTasks(List<TaskRequest> others) {
        return with(others, attempt);
    }

    /** The reference as it was submitted: without the tasks that its pipeline gave it. */
    public ImageReference asSubmitted() {
        return pipeline == null ? this : withTasks(List.of());
    }

    private ImageReference with(List<TaskRequest> otherTasks, int otherAttempt) {
        return new ImageReference(
                schemaVersion,
                tenantId,
                jobId,
                sourceId,
                imageId,
                uri,
                page,
                part,
                originalFilename,
                contentType,
                priority,
                otherTasks,
                pipeline,
                captureTime,
                ingestTime,
                otherAttempt,
                job);
    }
}
