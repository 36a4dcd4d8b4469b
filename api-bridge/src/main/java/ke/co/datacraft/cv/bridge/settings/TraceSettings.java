package ke.co.datacraft.cv.bridge.settings;

import java.util.List;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Options of traces; they mean what they mean to VisionJob. */
final class TraceSettings {

    private static final Logger LOG = LoggerFactory.getLogger(TraceSettings.class);

    static final BridgeOption<Boolean> ENABLED =
            BridgeOption.flag(
                    "CV_TRACING_ENABLED",
                    false,
                    "Whether spans of requests, transactions and messages are sent to a collector"
                            + " (OpenTelemetry).");

    static final BridgeOption<String> OTLP_ENDPOINT =
            address(
                    "CV_OTLP_ENDPOINT",
                    "Where traces go: the collector's OTLP over HTTP; without it `"
                            + TracingSettings.DEFAULT_ENDPOINT
                            + "`.");

    static final BridgeOption<String> JAEGER_ENDPOINT =
            address(
                    "CV_JAEGER_ENDPOINT",
                    "Old address of a Jaeger collector, such as `http://jaeger:14268/api/traces`; its"
                            + " host is taken with the port of OTLP, 4318, unless `CV_OTLP_ENDPOINT`"
                            + " is set.");

    static final BridgeOption<Double> SAMPLE_RATIO =
            new BridgeOption<>(
                    "CV_TRACING_SAMPLE_RATIO",
                    "number",
                    1.0,
                    "Share of the traces that begin here and are kept, 0 to 1; a request with a"
                            + " `traceparent` keeps its decision.",
                    false,
                    TraceSettings::share);

    static final BridgeOption<String> SERVICE_NAME =
            BridgeOption.text(
                    "CV_TRACING_SERVICE_NAME", "cv-bridge", "Name of the bridge in traces.");

    /** Every option. */
    static final List<BridgeOption<?>> OPTIONS =
            List.of(ENABLED, OTLP_ENDPOINT, JAEGER_ENDPOINT, SAMPLE_RATIO, SERVICE_NAME);

    private TraceSettings() {}

    static TracingSettings read(OptionReader reader) {
        String otlp = reader.get(OTLP_ENDPOINT);
        String jaeger = reader.get(JAEGER_ENDPOINT);
        boolean enabled = reader.get(ENABLED);
        String endpoint = TracingSettings.endpoint(otlp, jaeger);
        if (enabled && otlp == null && jaeger != null) {
            LOG.warn(
                    "CV_JAEGER_ENDPOINT is the address of a protocol of old: traces go to {} as OTLP;"
                            + " set CV_OTLP_ENDPOINT if that is another",
                    endpoint);
        }
        return new TracingSettings(
                enabled, endpoint, reader.get(SAMPLE_RATIO), reader.get(SERVICE_NAME));
    }

    private static BridgeOption<String> address(String name, String description) {
        return new BridgeOption<>(
                name,
                "text",
                null,
                description,
                false,
                text -> {
                    TracingSettings.endpoint(text, null);
                    return text.strip();
                });
    }

    private static double share(String text) {
        if (!text.strip().matches("0|1|[01]?\\.[0-9]{1,9}")
                || Double.parseDouble(text.strip()) > 1) {
            throw new IllegalArgumentException("give a number from 0 to 1, such as 0.1");
        }
        return Double.parseDouble(text.strip());
    }
}
