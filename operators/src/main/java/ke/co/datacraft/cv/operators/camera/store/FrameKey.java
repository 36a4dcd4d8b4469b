package ke.co.datacraft.cv.operators.camera.store;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.FrameNames;

/**
 * Which frame it is. Its names are derived from tenant, source and capture time alone, so that a
 * frame that is read again after a restart takes its own place.
 *
 * @param tenantId owner
 * @param sourceId the source
 * @param captureTime when it was taken
 */
public record FrameKey(String tenantId, String sourceId, Instant captureTime) {

    /** Identity of the frame. */
    public UUID id() {
        return FrameNames.id(tenantId, sourceId, captureTime);
    }

    /** Key within the tenants' objects. */
    public String object() {
        return FrameNames.frame(tenantId, sourceId, captureTime);
    }
}
