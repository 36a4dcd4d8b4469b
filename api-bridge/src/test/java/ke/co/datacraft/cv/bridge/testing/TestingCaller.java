package ke.co.datacraft.cv.bridge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;

/** Someone of a tenant who asks a bridge. */
public final class TestingCaller {

    private final TestingHttp http;
    private final String tenant;
    private final String token;

    /**
     * @param bridge whom to ask
     * @param tenant whose
     * @param roles what they may do
     */
    public TestingCaller(ApiBridge bridge, String tenant, Role... roles) {
        this.http = new TestingHttp(bridge);
        this.tenant = tenant;
        this.token = TestingBridge.token(tenant, roles);
    }

    /** Whose. */
    public String tenant() {
        return tenant;
    }

    /**
     * Asks.
     *
     * @param path below {@code /api/v1}
     * @param body JSON with single quotes for double ones, or null
     * @param headers names and values in turn
     */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Authorization");
        all.add("Bearer " + token);
        return http.send(
                method,
                "/api/v1" + path,
                body == null ? null : body.replace('\'', '"'),
                all.toArray(String[]::new));
    }

    /** The JSON of an answer that must have a status. */
    public JsonNode json(int status, String method, String path, String body, String... headers) {
        HttpResponse<String> response = send(method, path, body, headers);
        if (response.statusCode() != status) {
            throw new AssertionError(
                    method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
        return response.body().isEmpty() ? null : TestingHttp.json(response);
    }

    /** What is read. */
    public JsonNode get(String path) {
        return json(200, "GET", path, null);
    }

    /** Texts of one field of a page's items, over all pages. */
    public List<String> all(String path, String field) {
        List<String> texts = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=2" + cursor);
            page.path("items").forEach(item -> texts.add(item.at(field).asText()));
            cursor = page.has("next_cursor") ? "&cursor=" + page.get("next_cursor").asText() : null;
        } while (cursor != null);
        return texts;
    }
}
