package ke.co.datacraft.cv.operators.metrics;

import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;

/**
 * Our metrics as Prometheus families. Series with equal labels, as of an operator that starts again
 * before its last attempt is gone, are added up.
 */
final class CvCollector extends Collector {

    /** Change with every submission or attempt, so they would only break series apart. */
    private static final Set<String> DROPPED =
            Set.of(
                    "job_id",
                    "task_id",
                    "task_name",
                    "task_attempt_id",
                    "task_attempt_num",
                    "operator_id");

    private static final Pattern INVALID_LABEL = Pattern.compile("[^a-zA-Z0-9_]");

    private final Map<Metric, Series> metrics = new ConcurrentHashMap<>();

    private record Series(String name, List<String> labels, List<String> values) {}

    /** Takes the metric, unless it is of a kind that has no form here. */
    boolean add(Metric metric, String name, Map<String, String> variables) {
        if (kind(metric) == null) {
            return false;
        }
        List<String> labels = new ArrayList<>();
        List<String> values = new ArrayList<>();
        new TreeMap<>(variables)
                .forEach(
                        (variable, value) -> {
                            String label = labelOf(variable);
                            if (!DROPPED.contains(label)) {
                                labels.add(label);
                                values.add(value == null ? "" : value);
                            }
                        });
        metrics.put(metric, new Series(MetricNames.GROUP + "_" + name, labels, values));
        return true;
    }

    /** Whether the metric was here. */
    boolean remove(Metric metric) {
        return metrics.remove(metric) != null;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, Type> types = new TreeMap<>();
        Map<String, Map<Series, double[][]>> families = new TreeMap<>();
        metrics.forEach(
                (metric, series) -> {
                    double[][] value = valueOf(metric);
                    Type type = types.computeIfAbsent(series.name(), any -> kind(metric));
                    if (value != null && type == kind(metric)) {
                        families.computeIfAbsent(series.name(), any -> new LinkedHashMap<>())
                                .merge(series, value, CvCollector::sum);
                    }
                });
        List<MetricFamilySamples> result = new ArrayList<>();
        families.forEach(
                (name, family) -> {
                    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
                    family.forEach((series, value) -> addSamples(samples, series, value));
                    result.add(new MetricFamilySamples(name, types.get(name), name, samples));
                });
        return result;
    }

    private static String labelOf(String variable) {
        String bare =
                variable.startsWith("<") ? variable.substring(1, variable.length() - 1) : variable;
        return INVALID_LABEL.matcher(bare).replaceAll("_");
    }

    private static Type kind(Metric metric) {
        if (metric instanceof Counter) {
            return Type.COUNTER;
        }
        if (metric instanceof Gauge<?>) {
            return Type.GAUGE;
        }
        return metric instanceof Histogram && metric instanceof Supplier<?> ? Type.HISTOGRAM : null;
    }

    /**
     * One number, or three arrays as {@link BucketHistogram#get()} describes them; null if none.
     */
    private static double[][] valueOf(Metric metric) {
        if (metric instanceof Counter counter) {
            long count = counter.getCount();
            return count < 0 ? null : new double[][] {{count}};
        }
        if (metric instanceof Gauge<?> gauge) {
            return gauge.getValue() instanceof Number number
                    ? new double[][] {{number.doubleValue()}}
                    : null;
        }
        return metric instanceof Supplier<?> supplier && supplier.get() instanceof double[][] rows
                ? rows
                : null;
    }

    private static double[][] sum(double[][] left, double[][] right) {
        if (left.length == 1) {
            return new double[][] {{left[0][0] + right[0][0]}};
        }
        double[] cumulative = left[1].clone();
        for (int i = 0; i < cumulative.length && i < right[1].length; i++) {
            cumulative[i] += right[1][i];
        }
        return new double[][] {left[0], cumulative, {left[2][0] + right[2][0]}};
    }

    private static void addSamples(
            List<MetricFamilySamples.Sample> samples, Series series, double[][] value) {
        if (value.length == 1) {
            samples.add(sample(series, "", value[0][0]));
            return;
        }
        List<String> labels = new ArrayList<>(series.labels());
        labels.add("le");
        for (int i = 0; i < value[0].length; i++) {
            List<String> values = new ArrayList<>(series.values());
            values.add(doubleToGoString(value[0][i]));
            samples.add(
                    new MetricFamilySamples.Sample(
                            series.name() + "_bucket", labels, values, value[1][i]));
        }
        samples.add(sample(series, "_sum", value[2][0]));
        samples.add(sample(series, "_count", value[1][value[1].length - 1]));
    }

    private static MetricFamilySamples.Sample sample(Series series, String suffix, double value) {
        return new MetricFamilySamples.Sample(
                series.name() + suffix, series.labels(), series.values(), value);
    }
}
