package ke.co.datacraft.cv.operators.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Sends writes to Redis in one round trip. Opens its client when first used. */
final class RedisPipe implements AutoCloseable {

    private final Supplier<UnifiedJedis> opener;
    private UnifiedJedis client;

    /**
     * What became of a batch.
     *
     * @param waiting writes that may succeed later, in their order
     * @param refused writes that never will
     * @param error the first error, or null
     */
    record Sent(List<RedisWrite> waiting, List<RedisWrite> refused, RuntimeException error) {}

    private record Pending(RedisWrite write, Response<?> set, Response<?> expiry) {}

    RedisPipe(Supplier<UnifiedJedis> opener) {
        this.opener = opener;
    }

    /** Never throws: Redis that is away is an answer too. */
    Sent send(List<RedisWrite> batch) {
        List<Pending> sent = new ArrayList<>(batch.size());
        try {
            if (client == null) {
                client = opener.get();
            }
            try (AbstractPipeline pipeline = client.pipelined()) {
                for (RedisWrite write : batch) {
                    sent.add(append(pipeline, write));
                }
                pipeline.sync();
            }
        } catch (RuntimeException unreachable) {
            return new Sent(batch, List.of(), unreachable);
        }
        return outcome(sent);
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private static Pending append(AbstractPipeline pipeline, RedisWrite write) {
        return new Pending(
                write,
                write.append(pipeline),
                pipeline.pexpire(write.key(), Math.max(1, write.ttl().toMillis())));
    }

    private static Sent outcome(List<Pending> sent) {
        List<RedisWrite> waiting = new ArrayList<>();
        List<RedisWrite> refused = new ArrayList<>();
        RuntimeException error = null;
        for (Pending pending : sent) {
            try {
                pending.set().get();
                pending.expiry().get();
            } catch (RuntimeException e) {
                error = error == null ? e : error;
                (isFinal(e) ? refused : waiting).add(pending.write());
            }
        }
        return new Sent(waiting, refused, error);
    }

    /** A key of another kind stays one; anything else, such as lack of memory, may pass. */
    private static boolean isFinal(RuntimeException error) {
        return error instanceof JedisDataException
                && error.getMessage() != null
                && error.getMessage().startsWith("WRONGTYPE");
    }
}
