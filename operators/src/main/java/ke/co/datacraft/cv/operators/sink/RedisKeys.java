package ke.co.datacraft.cv.operators.sink;

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

    private RedisKeys() {}

    /** Hash: how far a job is. */
    public static String job(String tenantId, UUID jobId) {
        return key(tenantId, "job", jobId.toString());
    }

    /** Hash: the last frame of a camera. */
    public static String source(String tenantId, String sourceId) {
        return key(tenantId, "source", sourceId);
    }

    /** Text: the result of an image, as JSON. */
    public static String image(String tenantId, UUID imageId) {
        return key(tenantId, "image", imageId.toString());
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
