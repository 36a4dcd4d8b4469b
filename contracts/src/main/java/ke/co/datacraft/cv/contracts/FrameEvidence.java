package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The frame that shows an event best.
 *
 * @param imageId identity of the image
 * @param uri where its bytes are
 * @param captureTime when it was taken, or null
 * @param bbox box of the object, {@code [x, y, width, height]} in pixels, or null
 * @param image size of the frame, or null
 * @param confidence confidence of the object in it, 0 to 1, or null
 */
public record FrameEvidence(
        UUID imageId,
        String uri,
        Instant captureTime,
        List<Double> bbox,
        ImageSize image,
        Double confidence) {}
