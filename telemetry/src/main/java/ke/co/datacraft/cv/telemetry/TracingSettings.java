package ke.co.datacraft.cv.telemetry;

import java.io.Serializable;
import java.net.URI;

/**
 * Whether and where traces go.
 *
 * @param enabled whether there are any
 * @param endpoint base of the collector's OTLP over HTTP, without {@code /v1/traces}
 * @param sampleRatio share of the traces that begin here and are kept, 0..1; who came with a trace
 *     keeps its decision
 * @param serviceName name of the process in traces
 */
public record TracingSettings(
        boolean enabled, String endpoint, double sampleRatio, String serviceName)
        implements Serializable {

    /** Where a collector of this machine listens. */
    public static final String DEFAULT_ENDPOINT = "http://localhost:4318";

    /** No traces. */
    public static final TracingSettings OFF = new TracingSettings(false, DEFAULT_ENDPOINT, 1, "cv");

    private static final int OTLP_PORT = 4318;

    /**
     * Where spans are sent.
     *
     * @param otlp value of {@code CV_OTLP_ENDPOINT}, or null
     * @param jaeger value of {@code CV_JAEGER_ENDPOINT}, or null: its host is taken, since Jaeger
     *     takes OTLP beside its own protocol, which no library speaks any more
     * @throws IllegalArgumentException with the cure when it is no address
     */
    public static String endpoint(String otlp, String jaeger) {
        if (otlp != null && !otlp.isBlank()) {
            String text = otlp.strip();
            requireHttp(text);
            return text.replaceAll("(?:/v1/traces)?/*$", "");
        }
        if (jaeger == null || jaeger.isBlank()) {
            return DEFAULT_ENDPOINT;
        }
        URI collector = requireHttp(jaeger.strip());
        return collector.getScheme() + "://" + host(collector) + ":" + OTLP_PORT;
    }

    private static String host(URI uri) {
        return uri.getHost();
    }

    private static URI requireHttp(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme();
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && ("http".equals(scheme) || "https".equals(scheme))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw noAddress();
        }
        throw noAddress();
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("give a URL such as http://collector:4318");
    }
}
