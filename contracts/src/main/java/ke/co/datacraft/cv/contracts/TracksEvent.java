package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Objects of a source told apart in one frame, as data of an event: what a live picture shows. It
 * comes later than the {@link ResultEvent} of the frame, by the time that frames are held back, and
 * not of every frame.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param imageId the frame, under which its whole result is
 * @param tenantId owner
 * @param sourceId the source
 * @param image size after EXIF rotation
 * @param captureTime when the frame was taken
 * @param processTime when it was analysed
 * @param objects how many there are, boxes left out included
 * @param boxes where they are, each with its track, at most {@link ResultEvent#MAX_BOXES}
 */
public record TracksEvent(
        int schemaVersion,
        UUID imageId,
        String tenantId,
        String sourceId,
        ImageSize image,
        Instant captureTime,
        Instant processTime,
        int objects,
        List<ResultBox> boxes) {

    /** Keeps an unchangeable copy. */
    public TracksEvent {
        boxes = List.copyOf(boxes);
    }
}
