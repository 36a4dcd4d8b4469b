package ke.co.datacraft.cv.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Bytes of a record that may be anything, as text in a message: themselves where they are text,
 * else base64. {@link #bytes} gives back exactly what {@link #of} was given.
 *
 * @param value the text
 * @param encoding {@link #UTF_8} or {@link #BASE64}
 */
public record OriginalBytes(String value, String encoding) {

    /** The bytes are text. */
    public static final String UTF_8 = "utf-8";

    /** The bytes are not text, or escaping it in JSON would cost more than this does. */
    public static final String BASE64 = "base64";

    /** The bytes as text; null counts as none. */
    public static OriginalBytes of(byte[] bytes) {
        byte[] value = bytes == null ? new byte[0] : bytes;
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            if (escapedGrowth(value) <= value.length / 2 + 16) {
                return new OriginalBytes(text, UTF_8);
            }
        } catch (CharacterCodingException notText) {
            return base64(value);
        }
        return base64(value);
    }

    /**
     * The bytes as text that a database takes, too: PostgreSQL stores no NUL.
     *
     * @param value text of a message
     * @param encoding its encoding; UTF-8 when null
     */
    public static OriginalBytes storable(String value, String encoding) {
        return SafeText.isStorable(value)
                ? new OriginalBytes(value, encoding == null ? UTF_8 : encoding)
                : base64(value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The bytes again.
     *
     * @param value text of a message, or null
     * @param encoding its encoding; UTF-8 when null
     * @return null for null
     * @throws IllegalArgumentException when the text is not in its encoding
     */
    public static byte[] bytes(String value, String encoding) {
        if (value == null) {
            return null;
        }
        return BASE64.equals(encoding)
                ? Base64.getDecoder().decode(value)
                : value.getBytes(StandardCharsets.UTF_8);
    }

    private static OriginalBytes base64(byte[] value) {
        return new OriginalBytes(Base64.getEncoder().encodeToString(value), BASE64);
    }

    private static int escapedGrowth(byte[] value) {
        int growth = 0;
        for (byte b : value) {
            if (b == '"' || b == '\\' || b == '\n' || b == '\r' || b == '\t') {
                growth++;
            } else if (b >= 0 && b < ' ') {
                growth += 5;
            }
        }
        return growth;
    }
}
