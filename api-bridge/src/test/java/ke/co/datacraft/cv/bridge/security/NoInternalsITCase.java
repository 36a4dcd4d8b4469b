package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that no client library would send, as bytes: nothing of the inside is told. */
class NoInternalsITCase {

    private static ApiBridge bridge;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_API_MAX_HEADER_KB", "8"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    static Stream<String> requests() {
        String token = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);
        String post =
                "POST /api/v1/api-keys HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                        + token
                        + "\r\n";
        return Stream.of(
                "GET / HTTP/9.9\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/%00 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/jobs/%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /console/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /console/%2e%2e/%2e%2e/log4j2.properties HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /webjars/;/../../ke/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "BREW /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "TRACE /health HTTP/1.1\r\nHost: a\r\nX-Secret: s\r\nConnection: close\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\nCookie: \u0001=;;=,\"\r\nConnection: close\r\n\r\n",
                post
                        + "Content-Type: application/json\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{\"\u0000",
                post
                        + "Content-Type: application/json;charset=nope\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
                post + "Content-Type: ;;;\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
                post
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nZZ\r\n",
                post
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nothingOfTheInsideIsTold(String request) throws IOException {
        String answer = send(request);

        assertThat(answer)
                .doesNotContain("ke.co.datacraft")
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain(".java:")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContainIgnoringCase("javalin")
                .doesNotContain("<html")
                .doesNotContain("X-Secret")
                .doesNotContain("root:");
        if (!answer.isEmpty()) {
            assertThat(answer).startsWith("HTTP/1.1 ");
            int status = Integer.parseInt(answer.substring(9, 12));
            assertThat(status)
                    .satisfiesAnyOf(
                            s -> assertThat(s).isBetween(200, 499),
                            s -> assertThat(s).as("a version of HTTP that is none").isEqualTo(505));
            if (status >= 400) {
                assertThat(answer).contains("application/problem+json", "\"code\":");
            }
        }
    }

    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", bridge.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
