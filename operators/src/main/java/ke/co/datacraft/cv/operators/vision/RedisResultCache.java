package ke.co.datacraft.cv.operators.vision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Results in Redis, with a time to live. After an error nothing is asked for five seconds, so that
 * an absent Redis costs one time-out now and then instead of one per image.
 */
final class RedisResultCache implements ResultCache {

    private static final Logger LOG = LoggerFactory.getLogger(RedisResultCache.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Supplier<UnifiedJedis> connections;
    private final SetParams expiry;
    private final CircuitBreaker breaker;
    private final FieldCipher cipher;
    private UnifiedJedis redis;

    /**
     * @param connections opens Redis; may fail and is then asked again later
     * @param ttl how long results are kept
     * @param nanoTime monotonic clock
     * @param cipher encrypts results
     */
    RedisResultCache(
            Supplier<UnifiedJedis> connections,
            Duration ttl,
            LongSupplier nanoTime,
            FieldCipher cipher) {
        this.connections = connections;
        this.expiry = SetParams.setParams().px(Math.max(1, ttl.toMillis()));
        this.cipher = cipher;
        this.breaker = new CircuitBreaker(PAUSE, nanoTime);
    }

    @Override
    public Lookup find(List<CacheKey> keys) {
        if (keys.isEmpty() || !breaker.allowsCall()) {
            return unanswered(keys);
        }
        try {
            List<String> values =
                    redis().mget(keys.stream().map(CacheKey::text).toArray(String[]::new));
            succeeded();
            List<List<TaskResult>> results = new ArrayList<>(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                results.add(parse(keys.get(i), values.get(i)));
            }
            return new Lookup(results, true);
        } catch (JedisException e) {
            failed(e);
            return unanswered(keys);
        }
    }

    private static Lookup unanswered(List<CacheKey> keys) {
        return new Lookup(Collections.nCopies(keys.size(), null), keys.isEmpty());
    }

    private List<TaskResult> parse(CacheKey key, String stored) {
        if (stored == null) {
            return null;
        }
        try {
            String json = cipher.decrypt(EncryptedFields.redis(key.text(), ""), stored);
            return List.of(
                    ContractCodec.readTrusted(
                            json.getBytes(StandardCharsets.UTF_8), TaskResult[].class));
        } catch (IOException e) {
            LOG.warn("Cached result {} cannot be read and is replaced: {}", key, e.getMessage());
            return null;
        }
    }

    @Override
    public void put(CacheKey key, List<TaskResult> results) {
        if (!breaker.allowsCall()) {
            return;
        }
        try {
            String json = ContractCodec.toJson(results);
            String stored = cipher.encrypt(EncryptedFields.redis(key.text(), ""), json);
            redis().set(key.text(), stored, expiry);
            succeeded();
        } catch (JedisException e) {
            failed(e);
        }
    }

    private void succeeded() {
        if (breaker.succeeded()) {
            LOG.info("The result cache is back");
        }
    }

    private void failed(JedisException e) {
        if (breaker.failed()) {
            LOG.warn("The result cache is away, images are analysed anew: {}", e.toString());
        }
        dropIdle();
    }

    private synchronized void dropIdle() {
        if (redis != null) {
            RedisConnections.dropIdle(redis);
        }
    }

    private synchronized UnifiedJedis redis() {
        if (redis == null) {
            redis = connections.get();
        }
        return redis;
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public synchronized void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
