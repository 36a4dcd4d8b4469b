package ke.co.datacraft.cv.bridge.system;

import java.util.LinkedHashMap;
import java.util.Map;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.bridge.metrics.BridgeMetrics;

/** {@code /health}, {@code /ready}, {@code /metrics} and {@code /api/v1/system}. */
public final class SystemResource implements Resource {

    private static final String RETRY_SECONDS = "5";

    private final DependencyMonitor dependencies;
    private final BridgeMetrics metrics;
    private final SystemReport report;
    private final String version;

    /**
     * @param dependencies what the bridge depends on
     * @param metrics what Prometheus is told
     * @param report what people are told
     * @param version version of the interface
     */
    public SystemResource(
            DependencyMonitor dependencies,
            BridgeMetrics metrics,
            SystemReport report,
            String version) {
        this.dependencies = dependencies;
        this.metrics = metrics;
        this.report = report;
        this.version = version;
    }

    @Override
    public void register(Routes routes) {
        routes.on("getHealth", this::health);
        routes.on("getReady", this::ready);
        routes.on("getMetrics", this::metrics);
        routes.on("getSystem", this::system);
    }

    private void health(Call call) {
        call.header("Cache-Control", "no-store");
        call.json(200, Map.of("status", "up", "version", version));
    }

    private void ready(Call call) {
        Readiness readiness = Readiness.of(dependencies.states());
        call.header("Cache-Control", "no-store");
        if (!readiness.isReady()) {
            call.header("Retry-After", RETRY_SECONDS);
        }
        call.json(readiness.isReady() ? 200 : 503, readiness);
    }

    private void metrics(Call call) {
        BridgeMetrics.Scrape scrape = metrics.scrape(call.header("Accept").orElse(null));
        call.bytes(200, scrape.contentType(), scrape.body());
    }

    private void system(Call call) {
        Readiness readiness = Readiness.of(dependencies.states());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", readiness.status());
        answer.put("version", version);
        answer.putAll(report.of(call.principal()));
        answer.put("components", readiness.components());
        call.json(200, answer);
    }
}
