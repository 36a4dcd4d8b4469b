package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A result in brief, as data of an event: without its texts, and small however much was found.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param imageId under which the whole result is
 * @param tenantId owner
 * @param jobId job of a submitted image, else null
 * @param sourceId camera of a frame, else null
 * @param uri where the bytes are
 * @param originalFilename name to show
 * @param page page number, from 0
 * @param image size after EXIF rotation
 * @param captureTime when the picture was taken, or null
 * @param ingestTime when it was submitted, or null
 * @param processTime when it was analysed
 * @param totalMs from admission to result, in milliseconds
 * @param counts how much was found, boxes left out included
 * @param boxes where it was found, at most {@link #MAX_BOXES}
 */
public record ResultEvent(
        int schemaVersion,
        UUID imageId,
        String tenantId,
        UUID jobId,
        String sourceId,
        String uri,
        String originalFilename,
        int page,
        ImageSize image,
        Instant captureTime,
        Instant ingestTime,
        Instant processTime,
        double totalMs,
        ResultCounts counts,
        List<ResultBox> boxes) {

    /** Most boxes of one event. */
    public static final int MAX_BOXES = 200;

    /** The event that tells of a result. */
    public static ResultEvent of(ImageResult result) {
        return new ResultEvent(
                result.schemaVersion(),
                result.imageId(),
                result.tenantId(),
                result.jobId(),
                result.sourceId(),
                result.uri(),
                result.originalFilename(),
                result.page(),
                result.image(),
                result.captureTime(),
                result.ingestTime(),
                result.processTime(),
                result.timings() == null ? 0 : result.timings().totalMs(),
                ResultCounts.of(result.tasks()),
                ResultBox.of(result.tasks(), MAX_BOXES));
    }
}
