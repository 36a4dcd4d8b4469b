package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import ke.co.datacraft.cv.standalone.client.BridgeClient;
import ke.co.datacraft.cv.standalone.scenes.ObjectKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the demo defines, as a bridge is asked for it. */
class DemoCamerasTest {

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, List<JsonNode>> made = new ConcurrentHashMap<>();
    private HttpServer bridge;

    @BeforeEach
    void start() throws IOException {
        bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridge.createContext(
                "/api/v1/",
                exchange -> {
                    String kind = exchange.getRequestURI().getPath().substring("/api/v1/".length());
                    made.computeIfAbsent(kind, any -> new CopyOnWriteArrayList<>())
                            .add(mapper.readTree(exchange.getRequestBody()));
                    exchange.sendResponseHeaders(201, -1);
                    exchange.close();
                });
        bridge.start();
    }

    @AfterEach
    void stop() {
        bridge.stop(0);
    }

    @Test
    void whatARuleNamesExists() {
        String url = "http://127.0.0.1:" + bridge.getAddress().getPort();
        List<String> cameras = new DemoCameras(new BridgeClient(url, "token"), "demo").simulated();

        assertThat(texts("sources", "/id")).isEqualTo(cameras).hasSize(3);
        assertThat(cameras).containsAll(texts("zones", "/source_id"));
        assertThat(made.get("rules")).isNotEmpty();
        for (JsonNode rule : made.get("rules")) {
            assertThat(all(rule.at("/when/zones"))).isNotEmpty().isSubsetOf(texts("zones", "/id"));
            assertThat(cameras).containsAll(all(rule.at("/when/sources")));
            assertThat(all(rule.at("/when/labels"))).isSubsetOf(ObjectKind.labels());
            for (JsonNode zone : made.get("zones")) {
                if (all(rule.at("/when/zones")).contains(zone.path("id").asText())
                        && zone.has("filter")) {
                    assertThat(all(zone.at("/filter/labels")))
                            .containsAll(all(rule.at("/when/labels")));
                }
            }
        }
    }

    private List<String> texts(String kind, String field) {
        return made.get(kind).stream().map(one -> one.at(field).asText()).distinct().toList();
    }

    private static List<String> all(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
