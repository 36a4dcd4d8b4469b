package ke.co.datacraft.cv.operators.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;

/**
 * Registers our metrics with Flink under their Prometheus names and labels.
 *
 * <p>Any thread may ask and count. A name has at most {@value #MAX_SERIES} combinations of label
 * values; what comes later is counted under {@value #OTHER}.
 */
public final class CvMetrics {

    /** Most combinations of label values per name. */
    public static final int MAX_SERIES = 200;

    /** Label value of everything beyond the bound. */
    public static final String OTHER = "other";

    /** Count of a counted thing that is no more: the series is not shown while it lasts. */
    public static final long ABSENT = -1;

    private static final String PREFIX = MetricNames.GROUP + "_";

    private final MetricGroup group;
    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> series = new ConcurrentHashMap<>();

    private CvMetrics(MetricGroup group) {
        this.group = group;
    }

    /** Metrics of one operator or process; keep the result, as the series are cached in it. */
    public static CvMetrics of(MetricGroup parent) {
        return new CvMetrics(parent.addGroup(MetricNames.GROUP));
    }

    /**
     * A counter.
     *
     * @param name one of {@link MetricNames}
     * @param labels names and values in turn
     */
    public Counter counter(String name, String... labels) {
        return register(name, labels, at -> at.counter(tail(name), new ConcurrentCounter()));
    }

    /**
     * A counter of something that is counted elsewhere; the first registration of a series counts.
     *
     * @param name one of {@link MetricNames}
     * @param value read from any thread; never goes down; {@link #ABSENT} to show nothing
     * @param labels names and values in turn
     */
    public void counter(String name, LongSupplier value, String... labels) {
        register(name, labels, at -> at.counter(tail(name), new SuppliedCounter(value)));
    }

    /**
     * A value that is read when somebody looks; the first registration of a series counts.
     *
     * @param name one of {@link MetricNames}
     * @param value read from any thread; null to show nothing
     * @param labels names and values in turn
     */
    public void gauge(String name, Supplier<? extends Number> value, String... labels) {
        register(
                name, labels, at -> at.<Number, Gauge<Number>>gauge(tail(name), () -> value.get()));
    }

    /**
     * A histogram.
     *
     * @param name one of {@link MetricNames}
     * @param bounds upper bounds of the buckets, such as {@link BucketHistogram#seconds()}
     * @param labels names and values in turn
     */
    public BucketHistogram histogram(String name, double[] bounds, String... labels) {
        return register(name, labels, at -> at.histogram(tail(name), new BucketHistogram(bounds)));
    }

    @SuppressWarnings("unchecked")
    private <M extends Metric> M register(
            String name, String[] labels, Function<MetricGroup, M> creator) {
        String key = key(name, labels);
        Metric known = metrics.get(key);
        if (known != null) {
            return (M) known;
        }
        check(name, labels);
        AtomicInteger count = series.computeIfAbsent(name, any -> new AtomicInteger());
        if (labels.length > 0 && count.get() >= MAX_SERIES && !allOther(labels)) {
            return register(name, withOther(labels), creator);
        }
        return (M)
                metrics.computeIfAbsent(
                        key,
                        any -> {
                            count.incrementAndGet();
                            return creator.apply(grouped(labels));
                        });
    }

    private MetricGroup grouped(String[] labels) {
        MetricGroup at = group;
        for (int i = 0; i < labels.length; i += 2) {
            at = at.addGroup(labels[i], labels[i + 1]);
        }
        return at;
    }

    private static String key(String name, String[] labels) {
        return labels.length == 0 ? name : name + '\n' + String.join("\n", labels);
    }

    private static String tail(String name) {
        return name.substring(PREFIX.length());
    }

    private static void check(String name, String[] labels) {
        if (!name.startsWith(PREFIX) || labels.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "Expected a name with prefix "
                            + PREFIX
                            + " and label names and values in turn, found "
                            + name
                            + Arrays.toString(labels));
        }
    }

    private static boolean allOther(String[] labels) {
        for (int i = 1; i < labels.length; i += 2) {
            if (!labels[i].equals(OTHER)) {
                return false;
            }
        }
        return true;
    }

    private static String[] withOther(String[] labels) {
        String[] replaced = labels.clone();
        for (int i = 1; i < replaced.length; i += 2) {
            replaced[i] = OTHER;
        }
        return replaced;
    }
}
