package ke.co.datacraft.cv.operators.redis;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
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

/** Opens Redis, single node or cluster, with pooled connections that threads may share. */
public final class RedisConnections {

    private static final int MAX_CONNECTIONS = 16;
    private static final String EXAMPLE = "redis://[user:password@]host:port/database";

    private RedisConnections() {}

    /**
     * Opens a client. A single node is not contacted before the first command, so Redis may be
     * absent; a cluster is asked for its layout at once.
     *
     * @param settings the URL's user, password and TLS also hold for the nodes of a cluster
     * @return safe for many threads; the caller closes it
     * @throws IllegalArgumentException when the URL or a node cannot be understood
     * @throws redis.clients.jedis.exceptions.JedisException when no node of a cluster answers
     */
    public static UnifiedJedis open(RedisSettings settings) {
        URI url = parse(settings.url());
        if (settings.clusterNodes().isEmpty()) {
            return RedisClient.builder()
                    .hostAndPort(JedisURIHelper.getHostAndPort(url))
                    .clientConfig(clientConfig(url, settings.timeout(), databaseOf(url)))
                    .poolConfig(pool(settings.timeout()))
                    .build();
        }
        return RedisClusterClient.builder()
                .nodes(nodes(settings.clusterNodes()))
                .clientConfig(clientConfig(url, settings.timeout(), 0))
                .poolConfig(pool(settings.timeout()))
                .maxTotalRetriesDuration(settings.timeout().multipliedBy(2))
                .build();
    }

    /**
     * Checks the settings without contacting anything.
     *
     * @throws IllegalArgumentException when the URL or a node cannot be understood
     */
    public static void check(RedisSettings settings) {
        databaseOf(parse(settings.url()));
        nodes(settings.clusterNodes());
    }

    /**
     * Closes idle connections. After an outage each of them would fail once more, one call at a
     * time.
     */
    public static void dropIdle(UnifiedJedis redis) {
        if (redis instanceof RedisClient single) {
            single.getPool().clear();
        } else if (redis instanceof RedisClusterClient cluster) {
            cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
        }
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url == null ? "" : url.strip());
            if (JedisURIHelper.isValid(uri)
                    && (JedisURIHelper.isRedisScheme(uri)
                            || JedisURIHelper.isRedisSSLScheme(uri))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // The parser's message would repeat the password; the one below does not.
            throw invalid(url);
        }
        throw invalid(url);
    }

    private static IllegalArgumentException invalid(String url) {
        String shown = url == null ? "absent" : "'" + url.replaceAll("//[^@/]*@", "//***@") + "'";
        return new IllegalArgumentException(
                "CV_REDIS_URL is " + shown + "; give " + EXAMPLE + " (rediss: for TLS)");
    }

    private static int databaseOf(URI url) {
        if (!JedisURIHelper.hasDbIndex(url)) {
            return 0;
        }
        try {
            return JedisURIHelper.getDBIndex(url);
        } catch (NumberFormatException e) {
            throw invalid(url.toString());
        }
    }

    private static DefaultJedisClientConfig clientConfig(URI url, Duration timeout, int database) {
        int millis = Math.toIntExact(Math.max(1, timeout.toMillis()));
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder().timeoutMillis(millis).database(database);
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

    private static GenericObjectPoolConfig<Connection> pool(Duration timeout) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(MAX_CONNECTIONS);
        pool.setMaxIdle(MAX_CONNECTIONS);
        pool.setMaxWait(timeout);
        pool.setJmxEnabled(false);
        return pool;
    }

    private static Set<HostAndPort> nodes(List<String> nodes) {
        Set<HostAndPort> parsed = new LinkedHashSet<>();
        for (String node : nodes) {
            int colon = node.lastIndexOf(':');
            int port = colon < 1 ? -1 : portOf(node.substring(colon + 1));
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "CV_REDIS_CLUSTER_NODES has '"
                                + node
                                + "'; give host:port[,host:port], with ports 1 to 65535");
            }
            parsed.add(new HostAndPort(node.substring(0, colon).strip(), port));
        }
        return parsed;
    }

    private static int portOf(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
