package ke.co.datacraft.cv.bridge.live;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the streams of events do. */
final class LiveMetrics {

    private final Gauge clients;
    private final Gauge readers;
    private final Counter sent;
    private final Counter dropped;
    private final Counter gaps;
    private final Counter refused;

    LiveMetrics(PrometheusRegistry registry) {
        clients =
                Gauge.builder()
                        .name("cv_bridge_events_clients")
                        .help("Streams of events that are open")
                        .register(registry);
        readers =
                Gauge.builder()
                        .name("cv_bridge_events_readers")
                        .help("Tenants whose events are read from Redis")
                        .register(registry);
        sent = counter(registry, "sent", "Events written to clients");
        dropped = counter(registry, "dropped", "Events that clients were too slow for");
        gaps =
                counter(
                        registry,
                        "gaps",
                        "Times that a client was told of events that Redis no longer held");
        refused =
                Counter.builder()
                        .name("cv_bridge_events_refused")
                        .help("Streams that were refused, by the limit they would break")
                        .labelNames("limit")
                        .register(registry);
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help) {
        return Counter.builder().name("cv_bridge_events_" + name).help(help).register(registry);
    }

    void opened() {
        clients.inc();
    }

    void closed() {
        clients.dec();
    }

    void reading(int tenants) {
        readers.set(tenants);
    }

    void sent(SseFrame frame) {
        if (frame.isEvent()) {
            sent.inc();
        }
    }

    void dropped(int count) {
        if (count > 0) {
            dropped.inc(count);
        }
    }

    void gap() {
        gaps.inc();
    }

    void refused(String limit) {
        refused.labelValues(limit).inc();
    }
}
