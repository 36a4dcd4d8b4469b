package ke.co.datacraft.cv.operators.fetch;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Frames that wait in Redis, as {@code redis:frame/ID}. */
public final class RedisFetcher implements Fetcher {

    private static final Runnable NOTHING = () -> {};

    private final RedisSettings settings;
    private UnifiedJedis redis;

    /** Frames of one Redis, which is not contacted before the first of them. */
    public RedisFetcher(RedisSettings settings) {
        this.settings = settings;
    }

    @Override
    public FetchStream open(URI uri) throws FetchException {
        String frame =
                FrameNames.redisId(uri.toString())
                        .orElseThrow(
                                () ->
                                        FetchException.permanent(
                                                ReasonCode.INVALID_FIELD,
                                                Uris.shown(uri)
                                                        + " names no frame; write redis:frame/ID"));
        byte[] key = RedisKeys.frame(frame).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] bytes = client().get(key);
            if (bytes == null) {
                throw FetchException.permanent(
                        ReasonCode.NOT_FOUND,
                        Uris.shown(uri)
                                + " is not in Redis any more; let its source keep frames longer with"
                                + " retention.frame_seconds");
            }
            return new FetchStream(new ByteArrayInputStream(bytes), bytes.length, NOTHING);
        } catch (JedisException e) {
            throw FetchException.passing(
                    Uris.shown(uri) + " could not be read: Redis does not answer", e);
        }
    }

    private synchronized UnifiedJedis client() {
        if (redis == null) {
            redis = RedisConnections.open(settings);
        }
        return redis;
    }

    @Override
    public synchronized void close() {
        if (redis != null) {
            redis.close();
            redis = null;
        }
    }
}
