package ke.co.datacraft.cv.operators.camera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.operators.fetch.FetchException;
import ke.co.datacraft.cv.operators.fetch.Fetcher;
import ke.co.datacraft.cv.operators.fetch.RedisFetcher;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.testing.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import redis.embedded.RedisServer;

class RedisFrameStoreITCase extends FrameStoreTestBase {

    private static RedisServer server;
    private static RedisSettings settings;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        server = RedisServer.builder().port(port).setting("bind 127.0.0.1").build();
        server.start();
        settings =
                new RedisSettings(
                        "redis://127.0.0.1:" + port + "/0",
                        List.of(),
                        Duration.ofMinutes(1),
                        false,
                        Duration.ofSeconds(5),
                        0);
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
    }

    @Override
    FrameStore store() {
        return new RedisFrameStore(settings);
    }

    @Override
    Fetcher fetcher() {
        return new RedisFetcher(settings);
    }

    @Test
    void aFrameIsKeptForItsTimeAndNoLonger() throws Exception {
        FrameKey key = new FrameKey("acme", "ttl", NOON);
        byte[] name = RedisKeys.frame(key.id().toString()).getBytes(StandardCharsets.UTF_8);
        try (FrameStore store = store();
                UnifiedJedis redis = RedisConnections.open(settings)) {
            store.put(key, new byte[] {1}, Duration.ofSeconds(100));
            assertThat(redis.pttl(name)).isBetween(40_000L, 100_000L);
            // Written again, it has its time from then on.
            store.put(key, new byte[] {1}, Duration.ofMillis(1));
            Eventually.check(() -> !redis.exists(name));
        }
        assertThatThrownBy(() -> read(FrameNames.redisAddress(key.id().toString())))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("retention.frame_seconds");
    }

    @Test
    void aFrameThatIsForgottenIsToldAsSuch() {
        assertThatThrownBy(() -> fetcher().open(URI.create("redis:frame/none")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("not in Redis any more");
        assertThatThrownBy(() -> fetcher().open(URI.create("redis:job/x")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("redis:frame/ID");
    }
}
