package ke.co.datacraft.cv.bridge.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import ke.co.datacraft.cv.bridge.settings.RedisSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Redis as the bridge uses it: for speed and for news, never for the truth. Nothing is contacted
 * before the first command, and Redis may come and go.
 */
public final class RedisConnection implements AutoCloseable {

    /** Longest time that a command may wait in Redis by design. */
    public static final Duration LONGEST_BLOCK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(RedisConnection.class);
    private static final int MAX_CONNECTIONS = 64;
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RedisSettings settings;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long awayAt;
    private UnifiedJedis commands;
    private UnifiedJedis readers;
    private boolean closed;

    /** Redis at the configured place, or none. */
    public RedisConnection(RedisSettings settings) {
        this.settings = settings;
    }

    /** Whether there is a Redis at all. */
    public boolean isConfigured() {
        return settings.isThere();
    }

    /**
     * Runs a command, for callers who can do without. Empty when Redis is away, at once within a
     * second after it was found to be, or when the command gives null.
     */
    public <T> Optional<T> ask(Function<UnifiedJedis, T> command) {
        if (!isConfigured() || (away.get() && System.nanoTime() - awayAt < PAUSE_NANOS)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(call(command));
        } catch (RedisUnavailableException e) {
            return Optional.empty();
        }
    }

    /**
     * Runs a command.
     *
     * @throws RedisUnavailableException when Redis is away
     */
    public <T> T call(Function<UnifiedJedis, T> command) {
        return run(false, command);
    }

    /**
     * Runs a command that waits in Redis, at most {@link #LONGEST_BLOCK}, on connections that
     * others do not need.
     *
     * @throws RedisUnavailableException when Redis is away
     */
    public <T> T await(Function<UnifiedJedis, T> command) {
        return run(true, command);
    }

    /** Whether Redis answers now. */
    public boolean answers() {
        try {
            return isConfigured() && "PONG".equals(call(UnifiedJedis::ping));
        } catch (RedisUnavailableException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (commands != null) {
            commands.close();
        }
        if (readers != null) {
            readers.close();
        }
    }

    private <T> T run(boolean blocking, Function<UnifiedJedis, T> command) {
        if (!isConfigured()) {
            throw new RedisUnavailableException("There is no Redis: CV_REDIS_URL is none", null);
        }
        UnifiedJedis client = null;
        try {
            client = client(blocking);
            T result = command.apply(client);
            if (away.compareAndSet(true, false)) {
                LOG.info("Redis is back");
            }
            return result;
        } catch (JedisException | IllegalStateException e) {
            awayAt = System.nanoTime();
            if (away.compareAndSet(false, true)) {
                LOG.warn("Redis is away: {}", e.toString());
            }
            if (client != null) {
                RedisClients.dropIdle(client);
            }
            throw new RedisUnavailableException("Redis does not answer", e);
        }
    }

    private synchronized UnifiedJedis client(boolean blocking) {
        if (closed) {
            throw new IllegalStateException("The bridge stops");
        }
        if (blocking) {
            if (readers == null) {
                readers = RedisClients.open(settings, -1, LONGEST_BLOCK);
            }
            return readers;
        }
        if (commands == null) {
            commands = RedisClients.open(settings, MAX_CONNECTIONS, Duration.ZERO);
        }
        return commands;
    }
}
