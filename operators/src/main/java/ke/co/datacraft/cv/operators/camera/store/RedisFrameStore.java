package ke.co.datacraft.cv.operators.camera.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/** Frames in Redis, which forgets them by itself. */
public final class RedisFrameStore implements FrameStore {

    private final UnifiedJedis redis;

    /** A store in Redis. */
    public RedisFrameStore(RedisSettings settings) {
        this.redis = RedisConnections.open(settings);
    }

    @Override
    public String put(FrameKey key, byte[] jpeg, Duration keep) throws IOException {
        try {
            redis.set(
                    RedisKeys.frame(key.id().toString()).getBytes(StandardCharsets.UTF_8),
                    jpeg,
                    SetParams.setParams().px(Math.max(1, keep.toMillis())));
        } catch (JedisException e) {
            throw new IOException("Redis does not take a frame: " + e.getMessage(), e);
        }
        return address(key);
    }

    @Override
    public String address(FrameKey key) {
        return FrameNames.redisAddress(key.id().toString());
    }

    @Override
    public void close() {
        redis.close();
    }
}
