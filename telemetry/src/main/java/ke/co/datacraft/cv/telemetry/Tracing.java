package ke.co.datacraft.cv.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes spans and sends them. What cannot be sent is dropped: traces never hold anything up, and
 * their memory is bounded.
 */
public final class Tracing {

    /** No traces at all. */
    public static final Tracing NONE = new Tracing(null);

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
    private static final String SCOPE = "ke.co.datacraft.cv";
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int QUEUE = 8192;
    private static final Map<TracingSettings, Tracing> RUNNING = new ConcurrentHashMap<>();

    private final OpenTelemetrySdk sdk;

    private Tracing(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * The tracing of these settings in this process. It lives as long as the process, which sends
     * what is left when it ends.
     */
    public static Tracing of(TracingSettings settings) {
        return settings.enabled() ? RUNNING.computeIfAbsent(settings, Tracing::start) : NONE;
    }

    /** Whether there are traces. */
    public boolean isEnabled() {
        return sdk != null;
    }

    /** Makes spans; without traces, ones that are nothing. */
    public Tracer tracer() {
        return openTelemetry().getTracer(SCOPE);
    }

    /** The API of all of it. */
    public OpenTelemetry openTelemetry() {
        return sdk == null ? OpenTelemetry.noop() : sdk;
    }

    /** Sends what waits; returns when it is sent, could not be, or the time is over. */
    public void flush(Duration longest) {
        if (sdk != null) {
            sdk.getSdkTracerProvider().forceFlush().join(longest.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Tracing start(TracingSettings settings) {
        OtlpHttpSpanExporter exporter =
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(settings.endpoint() + "/v1/traces")
                        .build();
        SdkTracerProvider provider =
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.getDefault()
                                        .merge(
                                                Resource.create(
                                                        Attributes.of(
                                                                AttributeKey.stringKey(
                                                                        "service.name"),
                                                                settings.serviceName()))))
                        .setSampler(
                                Sampler.parentBased(
                                        Sampler.traceIdRatioBased(settings.sampleRatio())))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(exporter)
                                        .setScheduleDelay(DELAY)
                                        .setMaxQueueSize(QUEUE)
                                        .build())
                        .build();
        Tracing tracing =
                new Tracing(
                        OpenTelemetrySdk.builder()
                                .setTracerProvider(provider)
                                .setPropagators(
                                        ContextPropagators.create(
                                                W3CTraceContextPropagator.getInstance()))
                                .build());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> tracing.flush(Duration.ofSeconds(2)), "traces-end"));
        LOG.info("Traces of {} go to {}", settings.serviceName(), settings.endpoint());
        return tracing;
    }
}
