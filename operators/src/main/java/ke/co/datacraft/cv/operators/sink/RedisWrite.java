package ke.co.datacraft.cv.operators.sink;

import java.time.Duration;
import java.util.Map;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.XAddParams;

/** One thing to write to Redis. */
public sealed interface RedisWrite {

    /** Where it is written. */
    String key();

    /** How long the key is kept. */
    Duration ttl();

    /** Of two writes with the same identity that wait, the later one is enough. */
    default String identity() {
        return key();
    }

    /** Puts the command that writes it, without its expiry, into a pipeline. */
    Response<?> append(AbstractPipeline pipeline);

    /** Sets fields of a hash; fields that it had beside them stay. */
    static RedisWrite hash(String key, Map<String, String> fields, Duration ttl) {
        return new Hash(key, Map.copyOf(fields), ttl);
    }

    /** Removes a key with all that is in it. */
    static RedisWrite delete(String key) {
        return new Delete(key);
    }

    /** Sets a text. */
    static RedisWrite text(String key, String text, Duration ttl) {
        return new Text(key, text, ttl);
    }

    /**
     * Appends an entry to a stream.
     *
     * @param key the stream
     * @param id what the entry tells; an entry that tells it again takes its place while it waits
     * @param fields its fields
     * @param length entries that the stream keeps, about
     * @param ttl how long a stream is kept that nothing is appended to
     */
    static RedisWrite entry(
            String key, String id, Map<String, String> fields, int length, Duration ttl) {
        return new Entry(key, key + ' ' + id, Map.copyOf(fields), length, ttl);
    }

    /** Fields of a hash. */
    record Hash(String key, Map<String, String> fields, Duration ttl) implements RedisWrite {

        @Override
        public Response<?> append(AbstractPipeline pipeline) {
            return pipeline.hset(key, fields);
        }
    }

    /** Nothing any more. */
    record Delete(String key) implements RedisWrite {

        /** Of no effect, as there is nothing to expire. */
        @Override
        public Duration ttl() {
            return Duration.ZERO;
        }

        @Override
        public Response<?> append(AbstractPipeline pipeline) {
            return pipeline.del(key);
        }
    }

    /** A text. */
    record Text(String key, String text, Duration ttl) implements RedisWrite {

        @Override
        public Response<?> append(AbstractPipeline pipeline) {
            return pipeline.set(key, text);
        }
    }

    /** An entry of a stream. */
    record Entry(String key, String identity, Map<String, String> fields, int length, Duration ttl)
            implements RedisWrite {

        @Override
        public Response<?> append(AbstractPipeline pipeline) {
            return pipeline.xadd(
                    key, XAddParams.xAddParams().maxLen(length).approximateTrimming(), fields);
        }
    }
}
