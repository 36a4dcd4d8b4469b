package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where frames of sources are kept. Every name is derived from tenant, source, capture time and
 * image alone: who writes a frame again puts it in its own place, and who knows the image finds it.
 *
 * <p>In object storage frames lie at {@code tenants/T/frames/S/yyyy/MM/dd/HH/ID.jpg}, those that
 * show an event best also at {@code tenants/T/evidence/S/yyyy/MM/dd/HH/IMAGE.jpg}, T and S being
 * {@link ObjectNames#of} of tenant and source.
 */
public final class FrameNames {

    /** Scheme of the addresses of frames in Redis, {@code redis:frame/ID}. */
    public static final String REDIS_SCHEME = "redis";

    /** Folder of a tenant's frames, before the source. */
    public static final String FRAMES = "frames";

    /** Folder of a tenant's evidence, before the source. */
    public static final String EVIDENCE = "evidence";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String REDIS_FRAME = REDIS_SCHEME + ":frame/";
    private static final Pattern REDIS_ADDRESS =
            Pattern.compile(Pattern.quote(REDIS_FRAME) + "([0-9A-Za-z-]{1,100})");

    private FrameNames() {}

    /** Identity of a frame. */
    public static UUID id(String tenantId, String sourceId, Instant captureTime) {
        return Identifiers.nameBased("frame", tenantId, sourceId, captureTime.toString());
    }

    /** Key of a frame in object storage. */
    public static String frame(String tenantId, String sourceId, Instant captureTime) {
        return folder(tenantId, FRAMES, sourceId)
                + hour(captureTime)
                + "/"
                + id(tenantId, sourceId, captureTime)
                + ".jpg";
    }

    /** Key of the frame's copy that is kept because it shows an event. */
    public static String evidence(
            String tenantId, String sourceId, Instant captureTime, UUID imageId) {
        return folder(tenantId, EVIDENCE, sourceId) + hour(captureTime) + "/" + imageId + ".jpg";
    }

    /**
     * What the keys of a source begin with.
     *
     * @param kind {@link #FRAMES} or {@link #EVIDENCE}
     */
    public static String folder(String tenantId, String kind, String sourceId) {
        return "tenants/"
                + ObjectNames.of(tenantId)
                + "/"
                + kind
                + "/"
                + ObjectNames.of(sourceId)
                + "/";
    }

    /** What comes after the folder of a source: {@code yyyy/MM/dd/HH}, in UTC. */
    public static String hour(Instant time) {
        return HOUR.format(time);
    }

    /** Address of a frame in Redis. */
    public static String redisAddress(String id) {
        return REDIS_FRAME + id;
    }

    /** Id of a frame in Redis; empty where the address leads elsewhere. */
    public static Optional<String> redisId(String uri) {
        Matcher address = REDIS_ADDRESS.matcher(uri);
        return address.matches() ? Optional.of(address.group(1)) : Optional.empty();
    }
}
