package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ResultRegion;

/**
 * The part of an {@link ImageResult} that analytics reads; the rest, such as recognised text, is
 * skipped unread. Fields are those of the result.
 */
record FrameResult(
        Integer schemaVersion,
        UUID imageId,
        String tenantId,
        String sourceId,
        String uri,
        ImageSize image,
        Instant captureTime,
        Instant ingestTime,
        List<Step> tasks) {

    /** Fills in the defaults. */
    FrameResult {
        tasks = tasks == null ? List.of() : tasks;
    }

    /** What one task found. */
    record Step(ResultRegion region, List<DetectedObject> objects, List<DetectedFace> faces) {

        /** Whether it looked at the whole picture. */
        boolean isWhole() {
            return region == null;
        }
    }

    /** A frame without a capture time was taken when it came, as far as anybody knows. */
    Instant time() {
        return captureTime != null ? captureTime : ingestTime;
    }
}
