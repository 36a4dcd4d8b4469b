package ke.co.datacraft.cv.operators.redis;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConnectionsTest {

    private static RedisSettings settings(String url, String... nodes) {
        return new RedisSettings(
                url, List.of(nodes), Duration.ofMinutes(1), true, Duration.ofMillis(200), 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost:6379",
                "redis://localhost:6379/2",
                "redis://:secret@localhost:6379/0",
                "rediss://ann:s3cret@[::1]:6380/1"
            })
    void opensWithoutAServer(String url) {
        assertThatCode(() -> RedisConnections.check(settings(url))).doesNotThrowAnyException();
        assertThatCode(() -> RedisConnections.open(settings(url)).close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:6379",
                "http://ann:s3cret@localhost:6379",
                "redis://ann:s3cret@localhost",
                "redis://ann:s3cret@local host:1",
                "redis://ann:s3cret@localhost:6379/two"
            })
    void refusesOtherUrls(String url) {
        assertThatThrownBy(() -> RedisConnections.check(settings(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CV_REDIS_URL")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesNodesWithoutPort() {
        for (String node : List.of("host", "host:", ":6379", "host:x", "host:70000")) {
            assertThatThrownBy(() -> RedisConnections.check(settings("redis://h:1", "a:1", node)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("CV_REDIS_CLUSTER_NODES")
                    .hasMessageContaining("'" + node + "'");
        }
    }
}
