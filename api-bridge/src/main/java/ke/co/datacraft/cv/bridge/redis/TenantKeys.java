package ke.co.datacraft.cv.bridge.redis;

import ke.co.datacraft.cv.contracts.RedisKeys;
import redis.clients.jedis.ScanIteration;
import redis.clients.jedis.UnifiedJedis;

/** All keys of a tenant. */
public final class TenantKeys {

    private static final int BATCH = 500;

    private TenantKeys() {}

    /**
     * Deletes them, on every node of a cluster.
     *
     * @return how many there were
     */
    public static long delete(UnifiedJedis redis, String tenant) {
        ScanIteration keys = redis.scanIteration(BATCH, pattern(tenant));
        long deleted = 0;
        while (!keys.isIterationCompleted()) {
            for (String key : keys.nextBatchList()) {
                deleted += redis.unlink(key);
            }
        }
        return deleted;
    }

    /** Keys carry the tenant's name as it is where Redis takes it for a pattern. */
    static String pattern(String tenant) {
        return "cv:" + RedisKeys.escaped(tenant).replaceAll("[\\[\\]*?^\\\\]", "\\\\$0") + ":*";
    }
}
