package ke.co.datacraft.cv.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    @Test
    void defaultsAreThoseOfVisionJob() {
        assertThat(read(Map.of()))
                .isEqualTo(
                        new RedisSettings(
                                "redis://localhost:6379/0", List.of(), Duration.ofSeconds(1)));
    }

    @Test
    void redisCanBeAbsentAndAClusterNeedsNoUrl() {
        assertThat(read(Map.of("CV_REDIS_URL", "none")).isThere()).isFalse();
        assertThat(
                        read(Map.of("CV_REDIS_URL", "none", "CV_REDIS_CLUSTER_NODES", "a:1, b:2"))
                                .clusterNodes())
                .containsExactly("a:1", "b:2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h:1", "redis://ann:hush@h", "redis://ann:hush@h:x/0", "h:1"})
    void wrongUrlIsToldWithoutItsPassword(String url) {
        assertThatThrownBy(() -> read(Map.of("CV_REDIS_URL", url)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CV_REDIS_URL is wrong: give redis://")
                .hasMessageNotContaining("hush");
    }

    @Test
    void wrongNodeIsTold() {
        assertThatThrownBy(() -> read(Map.of("CV_REDIS_CLUSTER_NODES", "a:1,b")))
                .hasMessageContaining("CV_REDIS_CLUSTER_NODES is 'b': give host:port");
    }

    @Test
    void passwordsAreNotShown() {
        assertThat(read(Map.of("CV_REDIS_URL", "redis://ann:hush@h:1/0")).toString())
                .doesNotContain("hush");
    }

    @Test
    void heartbeatsKeepAConnectionAwake() {
        assertThat(events(Map.of())).isEqualTo(Duration.ofSeconds(15));
        assertThat(events(Map.of("CV_API_IDLE_TIMEOUT_SECONDS", "4")))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(events(Map.of("CV_EVENTS_HEARTBEAT_SECONDS", "3")))
                .isEqualTo(Duration.ofSeconds(3));
    }

    private static RedisSettings read(Map<String, String> variables) {
        return BridgeSettings.read(variables).redis();
    }

    private static Duration events(Map<String, String> variables) {
        return BridgeSettings.read(variables).events().heartbeat();
    }
}
