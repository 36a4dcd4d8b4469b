package ke.co.datacraft.cv.bridge.security;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.IntSupplier;

/** What is counted about who comes in. */
final class AccessMetrics {

    private final Counter signInFailures;
    private final Counter rateLimited;
    private final Counter auditWritten;
    private final Counter auditNotQueued;
    private final Counter auditFailures;

    /**
     * @param registry where they are shown
     * @param auditQueue records that wait
     */
    AccessMetrics(PrometheusRegistry registry, IntSupplier auditQueue) {
        signInFailures =
                counter(registry, "sign_in_failures", "Credentials that did not count", "kind");
        rateLimited = counter(registry, "rate_limited", "Requests over a limit", "limit");
        auditWritten = counter(registry, "audit_written", "Audit records in the database");
        auditNotQueued =
                counter(
                        registry,
                        "audit_not_queued",
                        "Audit records that went to the log, as the queue was full");
        auditFailures =
                counter(
                        registry,
                        "audit_write_failures",
                        "Tries to write audit records that failed");
        GaugeWithCallback.builder()
                .name("cv_bridge_audit_queue")
                .help("Audit records that wait for the database")
                .callback(callback -> callback.call(auditQueue.getAsInt()))
                .register(registry);
    }

    private static Counter counter(
            PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder()
                .name("cv_bridge_" + name)
                .help(help)
                .labelNames(labels)
                .register(registry);
    }

    void signInFailed(String kind) {
        signInFailures.labelValues(kind).inc();
    }

    void limited(String limit) {
        rateLimited.labelValues(limit).inc();
    }

    void auditWritten(int records) {
        auditWritten.inc(records);
    }

    void auditNotQueued() {
        auditNotQueued.inc();
    }

    void auditFailed() {
        auditFailures.inc();
    }

    double failures() {
        return auditFailures.get();
    }

    double notQueued() {
        return auditNotQueued.get();
    }
}
