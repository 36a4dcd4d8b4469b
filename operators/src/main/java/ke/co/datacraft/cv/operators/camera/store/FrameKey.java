package ke.co.datacraft.cv.operators.camera.store;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.FrameNames;

/**
 * Which frame it is. Its names are derived from tenant, source, capture time and image alone, so
 * that a frame that is read again after a restart takes its own place.
 *
 * @param tenantId owner
 * @param id identity of the frame
 * @param object key within the tenants' objects
 */
public record FrameKey(String tenantId, UUID id, String object) {

    /**
     * A frame of a source.
     *
     * @param captureTime when it was taken
     */
    public FrameKey(String tenantId, String sourceId, Instant captureTime) {
        this(
                tenantId,
                FrameNames.id(tenantId, sourceId, captureTime),
                FrameNames.frame(tenantId, sourceId, captureTime));
    }

    /** The copy of a frame that shows an event. */
    public static FrameKey evidence(
            String tenantId, String sourceId, Instant captureTime, UUID imageId) {
        return new FrameKey(
                tenantId, imageId, FrameNames.evidence(tenantId, sourceId, captureTime, imageId));
    }
}
