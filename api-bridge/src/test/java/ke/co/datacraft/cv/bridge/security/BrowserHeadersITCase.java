package ke.co.datacraft.cv.bridge.security;

import static ke.co.datacraft.cv.bridge.testing.TestingHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told: origins and policies. */
class BrowserHeadersITCase {

    private static final String KEYS = "/api/v1/api-keys";
    private static final String FRIEND = "https://friend.test";
    private static final String ALLOW = "Access-Control-Allow-Origin";

    private static ApiBridge closed;
    private static ApiBridge listed;
    private static ApiBridge open;

    @BeforeAll
    static void start() {
        closed = TestingBridge.start(Map.of());
        listed =
                TestingBridge.start(
                        Map.of(
                                "CV_ALLOWED_ORIGINS",
                                FRIEND + ",http://localhost:3000",
                                "CV_HSTS_SECONDS",
                                "31536000"));
        open = TestingBridge.start(Map.of("CV_ALLOWED_ORIGINS", "*"));
    }

    @AfterAll
    static void stop() {
        closed.close();
        listed.close();
        open.close();
    }

    @Test
    void aListedOriginMayCallAndNoOther() {
        HttpResponse<String> friend = preflight(listed, FRIEND);
        assertThat(friend.statusCode()).isEqualTo(204);
        assertThat(header(friend, ALLOW)).isEqualTo(FRIEND);
        assertThat(header(friend, "Vary")).contains("Origin");
        assertThat(header(friend, "Access-Control-Allow-Methods")).contains("DELETE", "PATCH");
        assertThat(header(friend, "Access-Control-Allow-Headers"))
                .contains("Authorization", "Idempotency-Key");

        for (String origin :
                new String[] {
                    "https://evil.test", "null", "https://friend.test.evil.test",
                    "http://friend.test", "https://friend.test:444", "HTTPS://FRIEND.TEST"
                }) {
            HttpResponse<String> other = preflight(listed, origin);
            assertThat(other.statusCode()).isEqualTo(204);
            assertThat(other.headers().firstValue(ALLOW)).as(origin).isEmpty();
            assertThat(header(other, "Vary")).contains("Origin");
        }
        assertThat(preflight(closed, FRIEND).headers().firstValue(ALLOW)).isEmpty();
    }

    @Test
    void errorsAreReadableForAListedOriginToo() {
        HttpResponse<String> refused =
                new TestingHttp(listed).send("GET", KEYS, null, "Origin", FRIEND);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, ALLOW)).isEqualTo(FRIEND);
        assertThat(header(refused, "Access-Control-Expose-Headers")).contains("Retry-After");
    }

    @Test
    void cookiesAreNeverAllowedAcrossOrigins() {
        assertThat(header(preflight(open, "https://any.test"), ALLOW)).isEqualTo("*");
        for (ApiBridge bridge : new ApiBridge[] {open, listed}) {
            assertThat(
                            preflight(bridge, FRIEND)
                                    .headers()
                                    .firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/index.html", "/health", KEYS, "/nowhere", "/api/v1/nowhere"})
    void everyAnswerCarriesThePolicies(String path) {
        HttpResponse<String> response = new TestingHttp(closed).send("GET", path, null);

        String policy = header(response, "Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval")
                .doesNotContain("script-src 'self' ");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void answersOfTheApiRunNothingAndRestInNoCache() {
        String token = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);
        HttpResponse<String> response = new TestingHttp(listed).get(KEYS, token);

        assertThat(header(response, "Content-Security-Policy")).isEqualTo(SecurityHeaders.ANSWERS);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }

    @Test
    void anOrdinaryOptionsRequestIsNoRoute() {
        HttpResponse<String> response = new TestingHttp(listed).send("OPTIONS", KEYS, null);

        assertThat(response.statusCode()).isIn(404, 405);
        assertThat(json(response).path("trace_id").asText()).isNotEmpty();
    }

    private static HttpResponse<String> preflight(ApiBridge bridge, String origin) {
        return new TestingHttp(bridge)
                .send(
                        "OPTIONS",
                        KEYS,
                        null,
                        "Origin",
                        origin,
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization,content-type");
    }

    private static String header(HttpResponse<String> response, String name) {
        return String.join(",", response.headers().allValues(name));
    }
}
