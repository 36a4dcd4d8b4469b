package ke.co.datacraft.cv.operators.camera.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ObjectNames;

/**
 * Which frame it is. Its names are derived from tenant, source and capture time alone, so that a
 * frame that is read again after a restart takes its own place.
 *
 * @param tenantId owner
 * @param sourceId the source
 * @param captureTime when it was taken
 */
public record FrameKey(String tenantId, String sourceId, Instant captureTime) {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Identity of the frame. */
    public UUID id() {
        return Identifiers.nameBased("frame", tenantId, sourceId, captureTime.toString());
    }

    /** Key within the tenants' objects: {@code tenants/T/frames/S/yyyy/MM/dd/HH/ID.jpg}. */
    public String object() {
        return folder(tenantId, sourceId) + HOUR.format(captureTime) + "/" + id() + ".jpg";
    }

    /** What the keys of a source's frames begin with. */
    static String folder(String tenantId, String sourceId) {
        return "tenants/" + ObjectNames.of(tenantId) + "/frames/" + ObjectNames.of(sourceId) + "/";
    }

    /** What the keys of an hour begin with, after {@link #folder}. */
    static String hour(Instant time) {
        return HOUR.format(time);
    }
}
