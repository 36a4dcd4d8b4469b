package ke.co.datacraft.cv.bridge.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import ke.co.datacraft.cv.bridge.settings.MetricsSettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;
import org.junit.jupiter.api.Test;

class MetricsServerTest {

    private final BridgeMetrics metrics = new BridgeMetrics();

    @Test
    void metricsOfTheProcessAreServed() throws Exception {
        try (MetricsServer server =
                MetricsServer.start(new MetricsSettings(true, 0, 0), metrics.registry())) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                            .build();

            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("jvm_memory_used_bytes{area=\"heap\"}");
        }
    }

    @Test
    void thePortOfAnotherIsPassedOver() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();

            assertThatThrownBy(
                            () ->
                                    MetricsServer.start(
                                            new MetricsSettings(true, port, port),
                                            metrics.registry()))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("no port of it is free");
            try (MetricsServer server =
                    MetricsServer.start(
                            new MetricsSettings(true, port, Math.min(65_535, port + 200)),
                            metrics.registry())) {
                assertThat(server.port()).isGreaterThan(port);
            }
        }
    }

    @Test
    void theClientChoosesTheForm() {
        assertThat(metrics.scrape(null).contentType()).startsWith("text/plain");
        assertThat(metrics.scrape("application/openmetrics-text; version=1.0.0").contentType())
                .startsWith("application/openmetrics-text");
    }
}
