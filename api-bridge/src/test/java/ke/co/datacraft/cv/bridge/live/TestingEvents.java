package ke.co.datacraft.cv.bridge.live;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.HttpApi;
import ke.co.datacraft.cv.bridge.http.HttpParts;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.EventSettings;
import ke.co.datacraft.cv.bridge.settings.RedisSettings;
import ke.co.datacraft.cv.contracts.RedisKeys;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.embedded.RedisServer;

/** A real Redis and a real web server around the streams of events; a token is its tenant. */
final class TestingEvents implements AutoCloseable {

    static final EventSettings SETTINGS =
            new EventSettings(6, 4, 16, Duration.ofMillis(200), Duration.ofMillis(10));

    final PrometheusRegistry registry = new PrometheusRegistry();
    final EventFeeds feeds;
    private final int redisPort;
    private final RedisConnection redis;
    private final HttpApi http;
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private RedisServer server;
    private RedisClient client;

    TestingEvents(EventSettings settings) throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            redisPort = socket.getLocalPort();
        }
        startRedis();
        redis =
                new RedisConnection(
                        new RedisSettings(
                                "redis://127.0.0.1:" + redisPort,
                                List.of(),
                                Duration.ofSeconds(2)));
        feeds = new EventFeeds(redis, registry);
        http =
                new HttpApi(
                        BridgeSettings.read(Map.of("CV_API_HOST", "127.0.0.1", "CV_API_PORT", "0"))
                                .http(),
                        new HttpParts(
                                OpenApi.load(),
                                request -> principal(request.getHeader("Authorization")),
                                (call, action, type, id) -> {},
                                List.of(),
                                List.of(
                                        new EventStreamResource(feeds, settings),
                                        TestingEvents::others)));
        http.start();
    }

    /** Nobody asks for what is not tested here. */
    private static void others(Routes routes) {
        OpenApi.load().operations().keySet().stream()
                .filter(id -> !id.equals("streamEvents"))
                .forEach(id -> routes.on(id, Call::noContent));
    }

    private Optional<Principal> principal(String token) {
        return Optional.ofNullable(token)
                .filter(tenant -> !revoked.contains(tenant))
                .map(tenant -> new Principal(tenant, "ann", Set.of(Role.VIEWER), "key-1"));
    }

    int port() {
        return http.port();
    }

    /** The token counts no longer. */
    void revoke(String token) {
        revoked.add(token);
    }

    void startRedis() throws IOException {
        server =
                RedisServer.builder()
                        .port(redisPort)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .build();
        server.start();
        client = RedisClient.create("127.0.0.1", redisPort);
    }

    void stopRedis() throws IOException {
        client.close();
        server.stop();
    }

    /** Appends an event as VisionJob does. */
    StreamEntryID publish(String tenant, String type, String source, String data) {
        return client.xadd(
                RedisKeys.events(tenant),
                XAddParams.xAddParams(),
                Map.of(
                        RedisKeys.EVENT_TYPE, type,
                        RedisKeys.EVENT_SOURCE, source,
                        RedisKeys.EVENT_ID, data,
                        RedisKeys.EVENT_DATA, data));
    }

    /** Takes all but the newest events away. */
    void trim(String tenant, int keep) {
        client.xtrim(RedisKeys.events(tenant), keep, false);
    }

    /** Commands that wait in Redis now. */
    int blockedReaders() {
        return (int)
                client.info("clients")
                        .lines()
                        .filter(line -> line.startsWith("blocked_clients:"))
                        .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                        .sum();
    }

    /** Value of a metric without labels. */
    double metric(String name) {
        return registry.scrape().stream()
                .filter(snapshot -> snapshot.getMetadata().getName().equals(name))
                .flatMap(snapshot -> snapshot.getDataPoints().stream())
                .mapToDouble(TestingEvents::value)
                .sum();
    }

    private static double value(Object point) {
        return point
                        instanceof
                        io.prometheus.metrics.model.snapshots.CounterSnapshot
                                        .CounterDataPointSnapshot
                                counter
                ? counter.getValue()
                : ((io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot)
                                point)
                        .getValue();
    }

    @Override
    public void close() throws IOException {
        feeds.close();
        http.close();
        redis.close();
        stopRedis();
    }
}
