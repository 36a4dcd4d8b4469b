package ke.co.datacraft.cv.bridge.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The metrics of one bridge: {@code cv_bridge_*}, and {@code jvm_*} and {@code process_*} of its
 * process. Each part of the bridge registers its own with {@link #registry}.
 */
public final class BridgeMetrics {

    /**
     * A scrape, as it is answered.
     *
     * @param contentType its media type
     * @param body the text
     */
    public record Scrape(String contentType, byte[] body) {}

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();

    /** Metrics of the process; each bridge of a process has a registry of its own. */
    public BridgeMetrics() {
        JvmMetrics.builder().register(registry);
    }

    /** Where metrics are registered. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /**
     * All metrics now.
     *
     * @param accept header {@code Accept} of the request, or null
     */
    public Scrape scrape(String accept) {
        ExpositionFormatWriter writer = formats.findWriter(accept);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            writer.write(body, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written but memory", e);
        }
        return new Scrape(writer.getContentType(), body.toByteArray());
    }
}
