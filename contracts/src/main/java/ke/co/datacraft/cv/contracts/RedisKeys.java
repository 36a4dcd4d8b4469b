package ke.co.datacraft.cv.contracts;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Keys of live values in Redis: {@code cv:TENANT:KIND:ID}.
 *
 * <p>In the tenant and in ids, {@code : % { }}, blanks and control characters are written as {@code
 * %XX} of their UTF-8 bytes, so no two owners share a key and no name acts as a hash tag. In a
 * cluster each key lies where its whole text hashes to: nothing reads two keys at once, and one
 * large tenant is spread over all nodes.
 */
public final class RedisKeys {

    /** Field of an event: {@link #JOB_EVENT}, {@link #RESULT_EVENT} or a later one. */
    public static final String EVENT_TYPE = "type";

    /** Field of an event: id of the camera, empty where there is none. */
    public static final String EVENT_SOURCE = "source";

    /** Field of an event: the same for the same event told twice. */
    public static final String EVENT_ID = "id";

    /** Field of an event: its message as JSON. */
    public static final String EVENT_DATA = "data";

    /** Type of an event whose data is a {@link JobStatus}. */
    public static final String JOB_EVENT = "job";

    /** Type of an event whose data is a {@link ResultEvent}. */
    public static final String RESULT_EVENT = "result";

    /** Type of an event whose data is a {@link TracksEvent}. */
    public static final String TRACKS_EVENT = "tracks";

    /** Type of an event whose data is an {@link AnalyticsEvent}. */
    public static final String ANALYTICS_EVENT = "event";

    /** Type of an event whose data is an {@link Alert}. */
    public static final String ALERT_EVENT = "alert";

    /** Type of an event whose data is a {@link SourceStatus}. */
    public static final String SOURCE_STATUS_EVENT = "source-status";

    /** Field of a source's hash with the JSON of its {@link SourceStatus}. */
    public static final String SOURCE_STATUS = "status";

    private RedisKeys() {}

    /** Hash: how far a job is. */
    public static String job(String tenantId, UUID jobId) {
        return key(tenantId, "job", jobId.toString());
    }

    /**
     * Hash: the last frame of a camera and, as {@link #SOURCE_STATUS}, how it is. A job that writes
     * the one leaves the other alone.
     */
    public static String source(String tenantId, String sourceId) {
        return key(tenantId, "source", sourceId);
    }

    /** Bytes: a frame that waits to be analysed and seen, under the id of its image. */
    public static String frame(String imageId) {
        return "cv:frame:" + escaped(imageId);
    }

    /** Text: the result of an image, as JSON. */
    public static String image(String tenantId, UUID imageId) {
        return key(tenantId, "image", imageId.toString());
    }

    /**
     * Stream: what happens to a tenant's jobs, cameras and images, oldest first. Fields of an entry
     * are {@link #EVENT_TYPE}, {@link #EVENT_SOURCE}, {@link #EVENT_ID} and {@link #EVENT_DATA}.
     */
    public static String events(String tenantId) {
        return "cv:" + escaped(tenantId) + ":events";
    }

    /** A key of the given kind. */
    public static String key(String tenantId, String kind, String id) {
        return "cv:" + escaped(tenantId) + ':' + kind + ':' + escaped(id);
    }

    /** The text, unable to be taken for anything but one part of a key. */
    public static String escaped(String part) {
        StringBuilder result = new StringBuilder(part.length());
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            boolean special = b == ':' || b == '%' || b == '{' || b == '}' || b == 127;
            if (special || (b >= 0 && b <= ' ')) {
                result.append('%').append("%02X".formatted(b));
            } else {
                result.append((char) (b & 0xFF));
            }
        }
        return new String(
                result.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
