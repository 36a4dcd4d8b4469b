package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.inference.track.TrackerStep;

/**
 * One frame of a source with its objects told apart.
 *
 * @param captureTime when it was taken; later than that of the frame before
 * @param imageId identity of the frame
 * @param uri where its bytes are
 * @param image its size in pixels
 * @param tracks its objects, and the tracks that are over
 */
public record TrackedFrame(
        Instant captureTime, UUID imageId, String uri, ImageSize image, TrackerStep tracks) {}
