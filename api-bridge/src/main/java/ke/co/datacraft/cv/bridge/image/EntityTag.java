package ke.co.datacraft.cv.bridge.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import ke.co.datacraft.cv.bridge.http.Call;

/**
 * Name of one state of an answer (RFC 9110, 8.8.3), so that a client need not read it twice.
 *
 * @param value with its quotation marks
 */
record EntityTag(String value) {

    private static final int DIGITS = 32;

    /** The tag of what these parts determine. */
    static EntityTag of(Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Arrays.toString(parts).getBytes(StandardCharsets.UTF_8));
            String text = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
            return new EntityTag('"' + text + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * Tells the client the tag, and nothing else where it has that state already. The client asks
     * each time, so that it sees nothing that it may see no longer.
     *
     * @return whether the request is answered
     */
    boolean answers(Call call) {
        call.header("ETag", value);
        call.header("Cache-Control", "private, no-cache");
        if (call.header("If-None-Match").filter(this::matches).isEmpty()) {
            return false;
        }
        call.response().setStatus(304);
        return true;
    }

    /** Whether a list of tags, or {@code *}, has this one. */
    boolean matches(String header) {
        return Arrays.stream(header.split(","))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(value) || tag.equals("*"));
    }
}
