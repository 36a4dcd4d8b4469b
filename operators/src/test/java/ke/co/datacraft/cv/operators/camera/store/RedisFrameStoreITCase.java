package ke.co.datacraft.cv.operators.camera.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.operators.fetch.FetchException;
import ke.co.datacraft.cv.operators.fetch.Fetcher;
import ke.co.datacraft.cv.operators.fetch.RedisFetcher;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
    void aFrameThatIsForgottenIsToldAsSuch() {
        assertThatThrownBy(() -> fetcher().open(URI.create("redis:frame/none")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("not in Redis any more");
        assertThatThrownBy(() -> fetcher().open(URI.create("redis:job/x")))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("redis:frame/ID");
    }
}
