package ke.co.datacraft.cv.bridge.security;

import static ke.co.datacraft.cv.bridge.testing.TestingHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitITCase {

    private static final String KEYS = "/api/v1/api-keys";

    private final String tenant = TestingBridge.tenant();
    private ApiBridge bridge;

    @AfterEach
    void stop() {
        bridge.close();
    }

    @Test
    void aCredentialOverItsLimitIsToldWhenToComeAgainAndOthersAreNotHindered() {
        bridge = TestingBridge.start(Map.of("CV_RATE_LIMIT_PER_MINUTE", "3"));
        TestingHttp client = new TestingHttp(bridge);
        String busy = TestingBridge.token(tenant, Role.ADMIN);
        for (int i = 0; i < 3; i++) {
            assertThat(client.get(KEYS, busy).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = client.get(KEYS, busy);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).path("code").asText()).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 20);
        assertThat(client.get(KEYS, TestingBridge.token(tenant, Role.ADMIN)).statusCode())
                .isEqualTo(200);
        assertThat(client.send("GET", "/health", null).statusCode()).isEqualTo(200);
        assertThat(metrics()).contains("cv_bridge_rate_limited_total{limit=\"requests\"} 1.0");
    }

    @Test
    void anAddressThatGuessesIsStoppedAndWhoIsSignedInThereIsNot() {
        bridge = TestingBridge.start(Map.of("CV_SIGN_IN_FAILURES_PER_MINUTE", "3"));
        TestingHttp client = new TestingHttp(bridge);
        String known = TestingBridge.token(tenant, Role.ADMIN);
        assertThat(client.get(KEYS, known).statusCode()).isEqualTo(200);
        for (String guess : new String[] {"guess", ApiKeySecret.generate().text(), known + "x"}) {
            HttpResponse<String> refused = client.get(KEYS, guess);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate"))
                    .hasValue("Bearer error=\"invalid_token\"");
        }

        HttpResponse<String> stopped = client.get(KEYS, "guess again");

        assertThat(stopped.statusCode()).isEqualTo(429);
        assertThat(stopped.headers().firstValue("Retry-After")).isPresent();
        assertThat(client.get(KEYS, TestingBridge.token(tenant, Role.ADMIN)).statusCode())
                .as("new here")
                .isEqualTo(429);
        assertThat(client.get(KEYS, known).statusCode()).isEqualTo(200);
        assertThat(client.send("GET", KEYS, null).statusCode()).as("no guess").isEqualTo(401);
        assertThat(metrics())
                .contains(
                        "cv_bridge_sign_in_failures_total{kind=\"token\"} 2.0",
                        "cv_bridge_sign_in_failures_total{kind=\"api_key\"} 1.0",
                        "cv_bridge_rate_limited_total{limit=\"sign_in_failures\"} 2.0");
    }

    private String metrics() {
        return new String(bridge.services().metrics().scrape(null).body());
    }
}
