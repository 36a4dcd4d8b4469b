package ke.co.datacraft.cv.bridge.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;

/** A bridge that is asked for bytes as a viewer of a tenant. */
public final class TestingClient implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ApiBridge bridge;

    /**
     * @param variables further {@code CV_*}
     */
    public TestingClient(Map<String, String> variables) {
        bridge = TestingBridge.start(variables);
    }

    /** The bridge. */
    public ApiBridge bridge() {
        return bridge;
    }

    /**
     * Asks.
     *
     * @param path below {@code /api/v1}
     * @param headers name, value, name, value …
     */
    public HttpResponse<byte[]> get(String tenant, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(TestingBridge.url(bridge) + "/api/v1" + path))
                        .header(
                                "Authorization",
                                "Bearer " + TestingBridge.token(tenant, Role.VIEWER));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        bridge.close();
    }
}
