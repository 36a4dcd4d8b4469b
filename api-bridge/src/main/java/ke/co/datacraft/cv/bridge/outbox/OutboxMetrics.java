package ke.co.datacraft.cv.bridge.outbox;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the relay tells the world. */
final class OutboxMetrics {

    private final Counter sent;
    private final Counter failures;
    private volatile boolean active;
    private volatile OutboxStatistics statistics = OutboxStatistics.EMPTY;

    OutboxMetrics(PrometheusRegistry registry) {
        sent =
                Counter.builder()
                        .name("cv_bridge_outbox_sent")
                        .help("Messages that Kafka acknowledged")
                        .register(registry);
        failures =
                Counter.builder()
                        .name("cv_bridge_outbox_failures")
                        .help("Tries to send that failed")
                        .register(registry);
        gauge(registry, "active", "1 in the one bridge that sends, else 0", () -> active ? 1 : 0);
        gauge(
                registry,
                "pending",
                "Messages that wait for Kafka, as the active bridge sees them",
                () -> statistics.pending());
        gauge(
                registry,
                "refused",
                "Messages that Kafka will never take; see cv.outbox.refusal",
                () -> statistics.refused());
        gauge(
                registry,
                "oldest_seconds",
                "Age of the oldest message that waits",
                () -> statistics.oldestSeconds());
    }

    private interface Reading {
        double now();
    }

    private static void gauge(
            PrometheusRegistry registry, String name, String help, Reading reading) {
        GaugeWithCallback.builder()
                .name("cv_bridge_outbox_" + name)
                .help(help)
                .callback(callback -> callback.call(reading.now()))
                .register(registry);
    }

    void sent(int count) {
        sent.inc(count);
    }

    void failed() {
        failures.inc();
    }

    void active(boolean now) {
        active = now;
        if (!now) {
            statistics = OutboxStatistics.EMPTY;
        }
    }

    void saw(OutboxStatistics now) {
        statistics = now;
    }
}
