package ke.co.datacraft.cv.bridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemITCase {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

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
    void theBridgeIsReadyWhenItsDependenciesAre() throws Exception {
        // At first Kafka's client may take longer than a check is waited for.
        JsonNode readiness =
                Eventually.get(
                        "everything up",
                        () -> BridgeJson.tree(get(bridge, "/ready").body()),
                        told -> told.path("status").asText().equals("ready"));

        assertThat(get(bridge, "/ready").statusCode()).isEqualTo(200);
        assertThat(readiness.path("components"))
                .allSatisfy(
                        component -> {
                            assertThat(component.path("state").textValue()).isEqualTo("up");
                            assertThat(component.path("latency_ms").doubleValue()).isNotNegative();
                        });
    }

    @Test
    void nothingIsReadyBeforeTheTablesAreThere() throws Exception {
        String url = TestingServices.shared().databaseUrl();
        String name = TestingBridge.tenant();
        execute(url, "CREATE DATABASE " + name);
        String empty = url.substring(0, url.lastIndexOf('/') + 1) + name;

        try (ApiBridge early = TestingBridge.start(Map.of("CV_DATABASE_URL", empty))) {
            HttpResponse<String> response =
                    Eventually.get(
                            "what is missing",
                            () -> get(early, "/ready"),
                            told -> told.body().contains("Migrations are missing: 001, "));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.body()).contains("\"status\":\"not_ready\"");
            assertThat(get(early, "/health").statusCode()).isEqualTo(200);
            assertThat(get(early, "/v2/health/ready").statusCode()).isEqualTo(503);

            execute(url, "COMMENT ON DATABASE " + name + " IS 'cv.restore backup-1, begun today'");

            assertThat(
                            Eventually.get(
                                            "the restore",
                                            () -> get(early, "/ready"),
                                            told -> told.body().contains("restore"))
                                    .body())
                    .contains("The restore of backup-1, begun today has not ended");
        }
    }

    @Test
    void whatIsAwayIsToldWithoutNamesOfHostsAndUsers() throws Exception {
        Map<String, String> nowhere =
                Map.of(
                        "CV_DATABASE_URL", "postgresql://secretive:hush@127.0.0.1:1/cv",
                        "CV_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        try (ApiBridge alone = TestingBridge.start(nowhere)) {
            HttpResponse<String> response =
                    Eventually.get(
                            "the reason",
                            () -> get(alone, "/ready"),
                            told -> told.body().contains("It cannot be reached"));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).doesNotContain("secretive", "hush", "127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swagger-ui.css",
                "swagger-ui-bundle.js",
                "favicon-32x32.png",
                "docs.css",
                "docs.js"
            })
    void thePageOfTheInterfaceNeedsNothingFromElsewhere(String asset) throws Exception {
        HttpResponse<String> page = get(bridge, "/docs");
        HttpResponse<String> file = get(bridge, "/docs/" + asset);

        assertThat(page.body()).contains("\"/docs/" + asset + "\"").doesNotContain("://");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self';");
        assertThat(file.statusCode()).isEqualTo(200);
    }

    @Test
    void theInterfaceIsServedAsItIs() throws Exception {
        HttpResponse<String> response = get(bridge, "/openapi.yaml");

        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/yaml");
        assertThat(response.body()).startsWith("# The interface of the bridge");
    }

    @Test
    void anActivatedModelIsToldInTheProtocolOfMonitoringTools() throws Exception {
        String model = "model-" + TestingBridge.tenant();
        execute(
                TestingServices.shared().databaseUrl(),
                "INSERT INTO cv.model_activations (model, activation, version, updated_by) VALUES ('"
                        + model
                        + "', '{\"schema_version\": 1, \"model\": \""
                        + model
                        + "\", \"version\": \"2.0.0\", \"canary\": {\"version\": \"2.1.0\","
                        + " \"share\": 0.1}}', 1, 'ann')");

        assertThat(get(bridge, "/v2/models/" + model).body())
                .contains("\"versions\":[\"2.0.0\",\"2.1.0\"]");
        assertThat(get(bridge, "/v2/models/" + model + "/ready").body()).contains("\"ready\":true");
        assertThat(get(bridge, "/v2/models/unknown").statusCode()).isEqualTo(404);
        assertThat(get(bridge, "/v2/health/live").body()).isEqualTo("{\"live\":true}");
    }

    @Test
    void requestsAreCountedByOperation() throws Exception {
        get(bridge, "/health");

        String metrics =
                Eventually.get(
                        // A request may be counted after its answer is there.
                        "the database is seen, and the request",
                        SystemITCase::metrics,
                        told ->
                                told.contains("_seconds_bucket{operation=\"getHealth\"")
                                        && told.contains(
                                                "cv_bridge_dependency_up{dependency=\"database\"} 1.0"));

        assertThat(metrics)
                .contains(
                        "cv_bridge_http_requests_total{operation=\"getHealth\",status=\"200\"}",
                        "cv_bridge_http_request_duration_seconds_bucket{operation=\"getHealth\"",
                        "jvm_memory_used_bytes");
    }

    @Test
    void aUserIsToldWhoItIsAndHowTheSystemIs() throws Exception {
        String tenant = TestingBridge.tenant();
        TestingResults results = new TestingResults(TestingServices.shared(), tenant);
        results.store(results.image(results.job("one"), "a.png", 0));
        try (ApiBridge linked =
                TestingBridge.start(
                        Map.of("CV_FLINK_DASHBOARD_URL", "http://flink.example:8081"))) {
            String viewer = TestingBridge.token(tenant, Role.VIEWER);

            JsonNode me = BridgeJson.tree(get(linked, "/api/v1/me", viewer).body());
            JsonNode system =
                    Eventually.get(
                            "everything up",
                            () -> BridgeJson.tree(get(linked, "/api/v1/system", viewer).body()),
                            told -> told.path("status").asText().equals("ready"));

            assertThat(me.path("tenant_id").textValue()).isEqualTo(tenant);
            assertThat(me.path("roles").toString()).isEqualTo("[\"viewer\"]");
            assertThat(me.path("credential").textValue()).isEqualTo("token");
            assertThat(me.at("/links/flink_dashboard").textValue())
                    .isEqualTo("http://flink.example:8081");
            assertThat(system.at("/throughput/jobs_pending").intValue()).isZero();
            assertThat(system.has("outbox_waiting")).isFalse();
        }
    }

    private static String metrics() throws Exception {
        return CLIENT.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://127.0.0.1:"
                                                        + bridge.metricsPort()
                                                        + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static HttpResponse<String> get(ApiBridge asked, String path, String token)
            throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(TestingBridge.url(asked) + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(ApiBridge asked, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(TestingBridge.url(asked) + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void execute(String url, String sql) throws Exception {
        DatabaseUrl database = DatabaseUrl.parse(url);
        try (Connection connection =
                        DriverManager.getConnection(
                                database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
