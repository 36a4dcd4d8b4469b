package ke.co.datacraft.cv.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names within keys of stored objects; what is encrypted there is bound to its tenant's name. */
public final class ObjectNames {

    private static final int MAX_NAME = 120;
    private static final int KEPT = 80;
    private static final int DIGITS = 32;

    private ObjectNames() {}

    /**
     * Any text as one name of letters, digits and {@code . _ - !}, different for different texts:
     * what a name may not hold is written as {@code !} and two hexadecimal digits per byte. A long
     * text is cut and ends in its SHA-256.
     */
    public static String of(String text) {
        StringBuilder name = new StringBuilder();
        for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    value >= '0' && value <= '9'
                            || value >= 'A' && value <= 'Z'
                            || value >= 'a' && value <= 'z'
                            || value == '_'
                            || value == '-'
                            || value == '.' && !name.isEmpty();
            if (plain) {
                name.append((char) value);
            } else {
                name.append('!').append(HexFormat.of().withUpperCase().toHexDigits(value));
            }
        }
        return name.length() <= MAX_NAME
                ? name.toString()
                : name.substring(0, KEPT) + "!-" + sha256(text).substring(0, DIGITS);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
