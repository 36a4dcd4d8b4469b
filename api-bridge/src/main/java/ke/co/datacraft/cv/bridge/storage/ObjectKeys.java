package ke.co.datacraft.cv.bridge.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.contracts.ObjectNames;

/**
 * Keys of objects: names of letters, digits and {@code . _ - !}, none of them {@code .} or {@code
 * ..}, separated by {@code /}. They mean the same in S3, in a URI and on a disk.
 */
public final class ObjectKeys {

    private static final String TENANTS = "tenants";
    private static final Pattern KEY =
            Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[A-Za-z0-9._!-]+(?:/(?!$)|$))+");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private ObjectKeys() {}

    /** What every key of a tenant begins with. */
    public static String tenantPrefix(String tenant) {
        return TENANTS + "/" + ObjectNames.of(tenant) + "/";
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
     * Name of the tenant whose object has this key; empty where it is nobody's. What is encrypted
     * there opens for {@link ObjectNames#of} of that tenant.
     */
    static String owner(String key) {
        String[] names = key.split("/", 3);
        return names.length == 3 && names[0].equals(TENANTS) ? names[1] : "";
    }
}
