package ke.co.datacraft.cv.bridge.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.HttpApi;
import ke.co.datacraft.cv.bridge.http.HttpParts;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;

/** Resources behind a real web server, asked as a viewer of a tenant whom it believes. */
public final class TestingClient implements AutoCloseable {

    private static final String TENANT = "X-Testing-Tenant";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> audit = Collections.synchronizedList(new ArrayList<>());
    private final BridgeServices services;
    private final HttpApi api;

    /**
     * @param variables further {@code CV_*}
     * @param resources what answers
     */
    public TestingClient(
            Map<String, String> variables, Function<BridgeServices, List<Resource>> resources) {
        Map<String, String> all = new HashMap<>(TestingServices.shared().variables());
        all.put("CV_API_HOST", "127.0.0.1");
        all.put("CV_API_PORT", "0");
        all.putAll(variables);
        BridgeSettings settings = BridgeSettings.read(all);
        services = new BridgeServices(settings, Clock.systemUTC());
        api =
                new HttpApi(
                        settings.http(),
                        new HttpParts(
                                OpenApi.load(),
                                request ->
                                        Optional.ofNullable(request.getHeader(TENANT))
                                                .map(TestingClient::viewer),
                                (call, action, type, id) ->
                                        audit.add(call.tenant() + " " + action + " " + id),
                                List.of(),
                                resources.apply(services)));
        api.start();
    }

    private static Principal viewer(String tenant) {
        return new Principal(tenant, "ann", Set.of(Role.VIEWER), "test");
    }

    /** Notes of the audit: tenant, action and id. */
    public List<String> audit() {
        return audit;
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
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + api.port() + "/api/v1" + path))
                        .header(TENANT, tenant);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        api.close();
        services.close();
    }
}
