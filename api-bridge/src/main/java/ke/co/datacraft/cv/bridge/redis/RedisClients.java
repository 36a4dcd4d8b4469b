package ke.co.datacraft.cv.bridge.redis;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.bridge.settings.RedisSettings;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.JedisURIHelper;

/** Opens clients of Redis. */
final class RedisClients {

    private RedisClients() {}

    /**
     * A client. Of a single node nothing is contacted yet, a cluster is asked for its layout.
     *
     * @param settings where Redis is
     * @param maxConnections most connections to a node, or -1
     * @param longestBlock how long a command may wait in Redis by design
     */
    static UnifiedJedis open(RedisSettings settings, int maxConnections, Duration longestBlock) {
        URI url =
                URI.create(
                        settings.url() == null
                                ? "redis://" + settings.clusterNodes().get(0)
                                : settings.url());
        GenericObjectPoolConfig<Connection> pool = pool(settings, maxConnections);
        if (settings.clusterNodes().isEmpty()) {
            int database = JedisURIHelper.hasDbIndex(url) ? JedisURIHelper.getDBIndex(url) : 0;
            return RedisClient.builder()
                    .hostAndPort(JedisURIHelper.getHostAndPort(url))
                    .clientConfig(config(url, settings.timeout(), longestBlock, database))
                    .poolConfig(pool)
                    .build();
        }
        return RedisClusterClient.builder()
                .nodes(nodes(settings))
                .clientConfig(config(url, settings.timeout(), longestBlock, 0))
                .poolConfig(pool)
                .maxTotalRetriesDuration(settings.timeout().multipliedBy(2))
                .build();
    }

    /** Closes idle connections, each of which would fail once more after an outage. */
    static void dropIdle(UnifiedJedis redis) {
        if (redis instanceof RedisClient single) {
            single.getPool().clear();
        } else if (redis instanceof RedisClusterClient cluster) {
            cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
        }
    }

    private static DefaultJedisClientConfig config(
            URI url, Duration timeout, Duration longestBlock, int database) {
        int millis = Math.toIntExact(timeout.toMillis());
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder()
                        .timeoutMillis(millis)
                        // Without it a machine that vanished would be waited for for ever.
                        .blockingSocketTimeoutMillis(
                                millis + Math.toIntExact(longestBlock.toMillis()))
                        .database(database);
        if (JedisURIHelper.isRedisSSLScheme(url)) {
            config.sslOptions(SslOptions.defaults());
        }
        String password = JedisURIHelper.getPassword(url);
        if (password != null && !password.isEmpty()) {
            String user = JedisURIHelper.getUser(url);
            config.user(user == null || user.isEmpty() ? null : user).password(password);
        }
        return config.build();
    }

    private static GenericObjectPoolConfig<Connection> pool(
            RedisSettings settings, int maxConnections) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(maxConnections);
        pool.setMaxIdle(Math.max(8, maxConnections));
        pool.setMaxWait(settings.timeout());
        pool.setJmxEnabled(false);
        return pool;
    }

    private static Set<HostAndPort> nodes(RedisSettings settings) {
        return settings.clusterNodes().stream()
                .map(HostAndPort::from)
                .collect(Collectors.toUnmodifiableSet());
    }
}
