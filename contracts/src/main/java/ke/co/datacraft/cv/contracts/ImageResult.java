package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was found on one image or page: a line on {@code cv.results}.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param imageId identity of the image or page ({@link Identifiers#imageId})
 * @param tenantId owner
 * @param jobId job of a submitted image, else null
 * @param sourceId camera of a frame, else null
 * @param uri where the bytes are
 * @param originalFilename name to show
 * @param page page number, from 0
 * @param image size after EXIF rotation
 * @param file the file behind it
 * @param captureTime when the picture was taken, or null
 * @param ingestTime when it was submitted, or null
 * @param processTime when it was analysed
 * @param createdBy who submitted it
 * @param timings where the time went
 * @param tasks one result per step, in the order asked for; of a chained step one per region
 * @param traceparent W3C trace context of the analysis, or null
 */
public record ImageResult(
        int schemaVersion,
        UUID imageId,
        String tenantId,
        UUID jobId,
        String sourceId,
        String uri,
        String originalFilename,
        int page,
        ImageSize image,
        ImageFile file,
        Instant captureTime,
        Instant ingestTime,
        Instant processTime,
        String createdBy,
        ImageTimings timings,
        List<TaskResult> tasks,
        String traceparent) {

    /** A result that belongs to no trace. */
    public ImageResult(
            int schemaVersion,
            UUID imageId,
            String tenantId,
            UUID jobId,
            String sourceId,
            String uri,
            String originalFilename,
            int page,
            ImageSize image,
            ImageFile file,
            Instant captureTime,
            Instant ingestTime,
            Instant processTime,
            String createdBy,
            ImageTimings timings,
            List<TaskResult> tasks) {
        this(
                schemaVersion,
                imageId,
                tenantId,
                jobId,
                sourceId,
                uri,
                originalFilename,
                page,
                image,
                file,
                captureTime,
                ingestTime,
                processTime,
                createdBy,
                timings,
                tasks,
                null);
    }

    /**
     * The result of a source's frame, processed at once.
     *
     * @param tenantId owner
     * @param sourceId the source
     * @param uri where the frame is
     * @param image its size
     * @param captureTime when it was taken
     * @param tasks what was found
     */
    public static ImageResult ofFrame(
            String tenantId,
            String sourceId,
            String uri,
            ImageSize image,
            Instant captureTime,
            List<TaskResult> tasks) {
        return new ImageResult(
                ContractCodec.SCHEMA_VERSION,
                Identifiers.imageId(tenantId, sourceId, uri, captureTime.toString()),
                tenantId,
                null,
                sourceId,
                uri,
                null,
                0,
                image,
                null,
                captureTime,
                null,
                captureTime,
                null,
                null,
                tasks);
    }
}
