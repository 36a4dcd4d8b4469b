package ke.co.datacraft.cv.bridge.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Keys of objects: names of letters, digits and {@code . _ - !}, none of them {@code .} or {@code
 * ..}, separated by {@code /}. They mean the same in S3, in a URI and on a disk.
 */
public final class ObjectKeys {

    private static final int MAX_NAME = 120;
    private static final int KEPT = 80;
    private static final int DIGITS = 32;
    private static final Pattern KEY =
            Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9._!-]+(?:/(?!$)|$))+");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private ObjectKeys() {}

    /** What every key of a tenant begins with. */
    public static String tenantPrefix(String tenant) {
        return "tenants/" + name(tenant) + "/";
    }

    /** A new key for an upload. */
    public static String upload(String tenant, Instant now, UUID id) {
        return tenantPrefix(tenant) + "uploads/" + DAY.format(now) + "/" + id;
    }

    /** Whether this is a key. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * The key itself.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String require(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException(
                    "'" + key + "' is no key; write names of A-Z a-z 0-9 . _ - ! between slashes");
        }
        return key;
    }

    /**
     * Any text as one name, different for different texts: what a name may not hold is written as
     * {@code !} and two hexadecimal digits per byte. A long text is cut and ends in its SHA-256.
     */
    static String name(String text) {
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
