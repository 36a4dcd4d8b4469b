package ke.co.datacraft.cv.bridge.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import ke.co.datacraft.cv.bridge.settings.MetricsSettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;

/** Serves the metrics on a port of their own, {@code /metrics}, open to all who reach it. */
public final class MetricsServer implements AutoCloseable {

    private final HTTPServer server;

    private MetricsServer(HTTPServer server) {
        this.server = server;
    }

    /**
     * Starts on the first free port of the range.
     *
     * @throws SettingsException when none is free
     */
    public static MetricsServer start(MetricsSettings settings, PrometheusRegistry registry) {
        for (int port = settings.firstPort(); port <= settings.lastPort(); port++) {
            try {
                return new MetricsServer(
                        HTTPServer.builder().port(port).registry(registry).buildAndStart());
            } catch (BindException e) {
                // Another process has it; the next of the range may be free.
                continue;
            } catch (IOException e) {
                throw new SettingsException(
                        List.of("CV_METRICS_PORT: cannot listen: " + e.getMessage()));
            }
        }
        throw new SettingsException(
                List.of(
                        "CV_METRICS_PORT is '%d-%d': no port of it is free; give another"
                                .formatted(settings.firstPort(), settings.lastPort())));
    }

    /** Port that it listens on. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
