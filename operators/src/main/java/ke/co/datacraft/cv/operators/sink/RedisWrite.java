package ke.co.datacraft.cv.operators.sink;

import java.time.Duration;
import java.util.Map;

/**
 * One value to set in Redis.
 *
 * @param key where
 * @param hash fields of a hash, or null for a text
 * @param text the text, or null for a hash
 * @param ttl how long it is kept
 */
public record RedisWrite(String key, Map<String, String> hash, String text, Duration ttl) {

    /** Sets fields of a hash; fields that it had beside them stay. */
    public static RedisWrite hash(String key, Map<String, String> fields, Duration ttl) {
        return new RedisWrite(key, Map.copyOf(fields), null, ttl);
    }

    /** Sets a text. */
    public static RedisWrite text(String key, String text, Duration ttl) {
        return new RedisWrite(key, null, text, ttl);
    }
}
