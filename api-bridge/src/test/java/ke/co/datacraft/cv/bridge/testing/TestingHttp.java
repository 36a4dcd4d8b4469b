package ke.co.datacraft.cv.bridge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import ke.co.datacraft.cv.bridge.ApiBridge;

/** Asks a bridge over HTTP. */
public final class TestingHttp {

    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // Browsers set these; tests play one.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin");
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    /**
     * @param bridge whom to ask
     */
    public TestingHttp(ApiBridge bridge) {
        this.url = TestingBridge.url(bridge);
    }

    /**
     * Sends a request.
     *
     * @param method HTTP method
     * @param path begins with a slash
     * @param body JSON, or null for none
     * @param headers names and values in turn
     */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Reads with a token. */
    public HttpResponse<String> get(String path, String token) {
        return send("GET", path, null, "Authorization", "Bearer " + token);
    }

    /** The body of an answer. */
    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException("No JSON: " + response.body(), e);
        }
    }
}
