package ke.co.datacraft.cv.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpApiITCase {

    private static ApiBridge bridge;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void anUnknownRouteIsAProblem() throws Exception {
        HttpResponse<String> response = get("/nowhere");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"not_found\"", "\"trace_id\":");
    }

    @Test
    void aPathHasNoParameters() throws Exception {
        HttpResponse<String> response = get("/docs/;jsessionid=1");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"invalid_request\"");
    }

    @Test
    void theConsoleIsServed() throws Exception {
        assertThat(get("/console/index.html").body()).startsWith("<!doctype html>");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(TestingBridge.url(bridge) + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
