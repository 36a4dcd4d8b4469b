package ke.co.datacraft.cv.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesITCase {

    private static ApiBridge bridge;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(TestingBridge.url(bridge) + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void theFirstPageIsTheConsole() throws Exception {
        HttpResponse<byte[]> response = get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/html");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
        assertThat(new String(response.body())).contains("console/main.js");
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        String tag = header(get("/console/main.js"), "ETag");

        HttpResponse<byte[]> again = get("/console/main.js", "If-None-Match", tag);

        assertThat(tag).isNotEmpty();
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void textIsCompressedForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> plain = get("/console/base.css");
        HttpResponse<byte[]> packed = get("/console/base.css", "Accept-Encoding", "gzip, br");

        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.body().length).isLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void librariesAreKeptForGood() throws Exception {
        HttpResponse<byte[]> response = get("/webjars/lit-html/3.3.1/lit-html.js");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/javascript");
        assertThat(header(response, "Cache-Control")).contains("immutable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/nothing.js",
                "/console/",
                "/console/..%2fopenapi.yaml",
                "/console/%2e%2e/openapi.yaml",
                "/webjars/swagger-ui/swagger-ui.js",
                "/webjars/lit-html/../../../log4j2.js",
                "/webjars/lit-html/%2e%2e%2f%2e%2e%2fMANIFEST.js"
            })
    void nothingElseOfTheClassPathIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }
}
