package ke.co.datacraft.cv.bridge.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import ke.co.datacraft.cv.bridge.http.Interceptor;
import ke.co.datacraft.cv.bridge.http.Principal;

/** Counts and times the requests. */
public final class HttpMetrics implements Interceptor {

    private static final String NO_OPERATION = "none";
    private static final String EVENT_STREAM = "text/event-stream";
    private static final double[] SECONDS = {
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
    };

    private final Counter requests;
    private final Histogram seconds;

    /**
     * @param registry where the metrics are registered
     */
    public HttpMetrics(PrometheusRegistry registry) {
        requests =
                Counter.builder()
                        .name("cv_bridge_http_requests")
                        .help("Requests by operation of openapi.yaml (none: no route) and status")
                        .labelNames("operation", "status")
                        .register(registry);
        seconds =
                Histogram.builder()
                        .name("cv_bridge_http_request_duration_seconds")
                        .help("Time to the answer; none of streams of events")
                        .labelNames("operation")
                        .classicOnly()
                        .classicUpperBounds(SECONDS)
                        .register(registry);
    }

    @Override
    public void completed(
            HttpServletRequest request,
            HttpServletResponse response,
            String operationId,
            Principal principal,
            Duration took) {
        String operation = operationId == null ? NO_OPERATION : operationId;
        requests.labelValues(operation, Integer.toString(response.getStatus())).inc();
        // A stream of events ends when its client goes.
        String type = response.getContentType();
        if (type == null || !type.startsWith(EVENT_STREAM)) {
            seconds.labelValues(operation).observe(took.toNanos() / 1e9);
        }
    }
}
