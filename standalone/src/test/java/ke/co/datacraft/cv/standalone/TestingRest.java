package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.security.TokenIssuer;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.standalone.client.UploadForm;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.Waiting;

/** A developer at the bridge's door, who sees statuses and headers. */
final class TestingRest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String token;

    TestingRest(Endpoints.Bridge bridge, String tenant) {
        this.url = bridge.url();
        this.token = token(bridge, tenant);
    }

    static String token(Endpoints.Bridge bridge, String tenant) {
        BridgeSettings settings =
                BridgeSettings.read(Map.of("CV_JWT_SECRET_KEY", bridge.jwtSecret()));
        return new TokenIssuer(settings.security().jwt(), Clock.systemUTC())
                .issue(tenant, "tester", EnumSet.allOf(Role.class), null);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpClient http() {
        return http;
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** The document at a path, which must be there. */
    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(path);
        assertThat(response.statusCode())
                .as(path + ": " + new String(response.body()))
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }

    static JsonNode parse(byte[] body) throws IOException {
        return JSON.readTree(body);
    }

    HttpResponse<byte[]> upload(UploadForm form, String idempotencyKey)
            throws IOException, InterruptedException {
        return send(
                request("/api/v1/jobs/upload")
                        .header("Content-Type", form.contentType())
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                        .build());
    }

    /** The job's document once it is in the state; else what it is when patience ends. */
    JsonNode await(String job, String state) throws IOException, InterruptedException {
        Waiting.until(
                TestingVision.PATIENCE,
                () -> json("/api/v1/jobs/" + job).path("state").asText().equals(state));
        return json("/api/v1/jobs/" + job);
    }
}
