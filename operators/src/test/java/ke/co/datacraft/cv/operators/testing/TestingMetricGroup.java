package ke.co.datacraft.cv.operators.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Remembers what is registered, as {@code cv_name{label=value}}. */
public final class TestingMetricGroup extends UnregisteredMetricsGroup {

    private final String scope;
    private final String labels;
    private final Map<String, Metric> metrics;

    /** An empty group. */
    public TestingMetricGroup() {
        this("", "", new TreeMap<>());
    }

    private TestingMetricGroup(String scope, String labels, Map<String, Metric> metrics) {
        this.scope = scope;
        this.labels = labels;
        this.metrics = metrics;
    }

    /** Value of a counter or gauge, number of values of a histogram; -1 when there is none. */
    public long value(String series) {
        Metric metric = metrics.get(series);
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        if (metric instanceof Histogram histogram) {
            return histogram.getCount();
        }
        return metric instanceof Gauge<?> gauge ? ((Number) gauge.getValue()).longValue() : -1;
    }

    /** All that is registered. */
    public Set<String> series() {
        return metrics.keySet();
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return remember(name, counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return remember(name, gauge);
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return remember(name, histogram);
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new TestingMetricGroup(scope + name + '_', labels, metrics);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        String label = key + '=' + value;
        return new TestingMetricGroup(
                scope, labels.isEmpty() ? label : labels + ',' + label, metrics);
    }

    @Override
    public String getMetricIdentifier(String name, CharacterFilter filter) {
        return scope + name;
    }

    private <M extends Metric> M remember(String name, M metric) {
        metrics.put(scope + name + '{' + labels + '}', metric);
        return metric;
    }
}
