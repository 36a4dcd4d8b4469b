package ke.co.datacraft.cv.operators.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;
import org.apache.flink.util.NetUtils;

/**
 * Flink's Prometheus reporter, with metrics of the group {@code cv} under their own names.
 *
 * <p>Flink's metrics keep Flink's names ({@code flink_taskmanager_...}); ours are exposed by {@link
 * CvCollector}, on the same port. It works from {@code plugins/} and {@code lib/} of a cluster as
 * well as in one process with everything.
 */
public final class VisionPrometheusReporter extends AbstractPrometheusReporter {

    private static final Pattern INVALID = Pattern.compile("[^a-zA-Z0-9:_]");
    private static final Pattern OURS = Pattern.compile("(^|.*_)" + MetricNames.GROUP + "(_.*|$)");
    private static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

    private final CvCollector collector = new CvCollector();
    private final HTTPServer server;

    VisionPrometheusReporter(String ports) {
        CollectorRegistry registry = registry();
        registry.register(collector);
        this.server = listen(ports, registry);
        PORTS.add(server.getPort());
    }

    /** Ports on which reporters of this process listen now. */
    public static List<Integer> ports() {
        return List.copyOf(PORTS);
    }

    /** Where it listens. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        if (!isOurs(group) || !collector.add(metric, name, group.getAllVariables())) {
            super.notifyOfAddedMetric(metric, name, group);
        }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        if (!collector.remove(metric)) {
            super.notifyOfRemovedMetric(metric, name, group);
        }
    }

    @Override
    public void close() {
        PORTS.remove((Integer) server.getPort());
        server.stop();
        super.close();
    }

    /** Asks with the separator and filter of the parent class, as Flink caches the answer. */
    private static boolean isOurs(MetricGroup group) {
        String scope =
                LogicalScopeProvider.castFrom(group)
                        .getLogicalScope(text -> INVALID.matcher(text).replaceAll("_"), '_');
        return OURS.matcher(scope).matches();
    }

    private static HTTPServer listen(String ports, CollectorRegistry registry) {
        Iterator<Integer> candidates = NetUtils.getPortRangeFromString(ports);
        while (candidates.hasNext()) {
            try {
                return new HTTPServer(new InetSocketAddress(candidates.next()), registry, true);
            } catch (BindException taken) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot serve metrics on " + ports, e);
            }
        }
        throw new IllegalStateException(
                "Every metrics port of "
                        + ports
                        + " is taken; give a wider range in metrics.reporter.*.port");
    }

    /** The parent class keeps its registry to its package and offers no other way to it. */
    private CollectorRegistry registry() {
        try {
            Field field = AbstractPrometheusReporter.class.getDeclaredField("registry");
            field.setAccessible(true);
            return (CollectorRegistry) field.get(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "This release of flink-metrics-prometheus has no registry field; use the one"
                            + " that the root POM names",
                    e);
        }
    }
}
