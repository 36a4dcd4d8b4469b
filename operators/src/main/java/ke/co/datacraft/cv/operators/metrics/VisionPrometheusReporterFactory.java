package ke.co.datacraft.cv.operators.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes {@link VisionPrometheusReporter}s; set {@code metrics.reporter.NAME.factory.class} to this
 * class. Option {@code port}: a port or a range such as {@code 9250-9260}, {@code 0} for any free
 * one.
 */
public final class VisionPrometheusReporterFactory implements MetricReporterFactory {

    private static final String PORT = "port";
    private static final String DEFAULT_PORT = "9249";

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new VisionPrometheusReporter(
                String.valueOf(properties.getOrDefault(PORT, DEFAULT_PORT)));
    }
}
