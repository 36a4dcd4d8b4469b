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
import org.junit.jupiter.params.provider.CsvSource;

/** A browser that is signed in by a cookie. */
class SessionITCase {

    private static final String SESSION = "/api/v1/session";
    private static final String KEYS = "/api/v1/api-keys";
    private static final String NEW_KEY = "{\"name\":\"x\",\"roles\":[\"viewer\"]}";

    private static ApiBridge bridge;
    private static TestingHttp client;

    private final String tenant = TestingBridge.tenant();
    private final String admin = TestingBridge.token(tenant, Role.ADMIN);

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_TRUSTED_PROXIES", "127.0.0.1"));
        client = new TestingHttp(bridge);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void aTokenOpensASessionThatReadsAndIsRenewed() {
        HttpResponse<String> opened =
                client.send("POST", SESSION, null, "Authorization", "Bearer " + admin);

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(json(opened).path("tenant").asText()).isEqualTo(tenant);
        assertThat(json(opened).path("roles").toString()).isEqualTo("[\"admin\"]");
        String cookie = setCookie(opened);
        assertThat(cookie)
                .startsWith("cv_session=")
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=")
                .doesNotContain("Secure")
                .doesNotContain(admin);

        assertThat(client.send("GET", KEYS, null, "Cookie", value(cookie)).statusCode())
                .isEqualTo(200);
        HttpResponse<String> renewed =
                client.send("POST", SESSION, null, "Cookie", value(cookie), "Origin", own());
        assertThat(renewed.statusCode()).isEqualTo(200);
        assertThat(setCookie(renewed)).startsWith("cv_session=ey");
    }

    @Test
    void overTlsTheCookieIsSecureAndOfThisHostOnly() {
        HttpResponse<String> opened =
                client.send(
                        "POST",
                        SESSION,
                        null,
                        "Authorization",
                        "Bearer " + admin,
                        "X-Forwarded-Proto",
                        "https");

        assertThat(setCookie(opened)).startsWith("__Host-cv_session=").endsWith("; Secure");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    OWN,                     -,           201
                    -,                       same-origin, 201
                    -,                       cross-site,  403
                    -,                       same-site,   403
                    -,                       -,           403
                    null,                    -,           403
                    https://evil.test,       same-origin, 403
                    http://127.0.0.1,        -,           403
                    http://127.0.0.1:1,      -,           403
                    http://OWN.evil.test,    -,           403
                    """)
    void aCookieChangesThingsOnlyFromAPageOfTheBridge(String origin, String site, int status) {
        String cookie = value(setCookie(open(admin)));
        String[] headers =
                origin == null
                        ? site == null
                                ? new String[] {"Cookie", cookie}
                                : new String[] {"Cookie", cookie, "Sec-Fetch-Site", site}
                        : new String[] {"Cookie", cookie, "Origin", origin(origin)};

        HttpResponse<String> response = client.send("POST", KEYS, NEW_KEY, headers);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @Test
    void aTokenIsNotBoundToAnOrigin() {
        assertThat(
                        client.send(
                                        "POST",
                                        KEYS,
                                        NEW_KEY,
                                        "Authorization",
                                        "Bearer " + admin,
                                        "Origin",
                                        "https://elsewhere.test")
                                .statusCode())
                .isEqualTo(201);
    }

    @Test
    void signingOutTakesTheCookieAway() {
        HttpResponse<String> out =
                client.send(
                        "DELETE",
                        SESSION,
                        null,
                        "Cookie",
                        value(setCookie(open(admin))),
                        "Origin",
                        own());

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(setCookie(out)).startsWith("cv_session=; Path=/; Max-Age=0;");
        assertThat(client.send("DELETE", SESSION, null).statusCode()).isEqualTo(204);
    }

    @Test
    void aCookieThatIsNoneLetsOpenPagesBe() {
        assertThat(client.send("GET", "/health", null, "Cookie", "cv_session=old").statusCode())
                .isEqualTo(200);
        HttpResponse<String> closed =
                client.send("GET", KEYS, null, "Cookie", "cv_session=" + admin);
        assertThat(closed.statusCode()).isEqualTo(401);
        assertThat(json(closed).path("detail").asText()).isEqualTo("No credentials were shown");
    }

    @Test
    void aSessionOfAnApiKeyEndsWithTheKey() {
        var key =
                json(
                        client.send(
                                "POST",
                                KEYS,
                                "{\"name\":\"x\",\"roles\":[\"admin\"]}",
                                "Authorization",
                                "Bearer " + admin));
        String cookie = value(setCookie(open(key.path("key").asText())));
        assertThat(client.send("GET", KEYS, null, "Cookie", cookie).statusCode()).isEqualTo(200);

        client.send(
                "DELETE",
                KEYS + "/" + key.path("id").asText(),
                null,
                "Authorization",
                "Bearer " + admin);

        assertThat(client.send("GET", KEYS, null, "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> open(String secret) {
        HttpResponse<String> opened =
                client.send("POST", SESSION, null, "Authorization", "Bearer " + secret);
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        return opened;
    }

    private static String own() {
        return TestingBridge.url(bridge);
    }

    private static String origin(String text) {
        return text.equals("OWN") ? own() : text.replace("http://OWN", own());
    }

    private static String setCookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    private static String value(String setCookie) {
        return setCookie.substring(0, setCookie.indexOf(';'));
    }
}
