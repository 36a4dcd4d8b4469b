package ke.co.datacraft.cv.operators.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;

/**
 * A histogram with fixed buckets, as Prometheus has them; any thread may observe.
 *
 * <p>{@link #get()} hands the buckets over as plain arrays: the reporter is loaded with the cluster
 * and this class with the job, so the two share no class of ours.
 */
public final class BucketHistogram implements Histogram, Supplier<double[][]> {

    private static final double[] SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120
    };

    private final double[] bounds;
    private final LongAdder[] counts;
    private final DoubleAdder sum = new DoubleAdder();
    private final DoubleAccumulator min =
            new DoubleAccumulator(Math::min, Double.POSITIVE_INFINITY);
    private final DoubleAccumulator max =
            new DoubleAccumulator(Math::max, Double.NEGATIVE_INFINITY);

    /**
     * @param bounds upper bounds of the buckets, inclusive, strictly ascending and finite; a last
     *     bucket without bound is added
     * @throws IllegalArgumentException when they are not
     */
    public BucketHistogram(double... bounds) {
        for (int i = 0; i < bounds.length; i++) {
            if (!Double.isFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) {
                throw new IllegalArgumentException(
                        "Bucket bounds must be finite and ascending, found "
                                + Arrays.toString(bounds));
            }
        }
        this.bounds = bounds.clone();
        this.counts = new LongAdder[bounds.length + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** Bounds in seconds for what takes from five milliseconds to two minutes. */
    public static double[] seconds() {
        return SECONDS.clone();
    }

    /** Takes one value, in the unit of the bounds; not-a-number is ignored. */
    public void observe(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        int place = Arrays.binarySearch(bounds, value);
        counts[place >= 0 ? place : -place - 1].increment();
        sum.add(value);
        min.accumulate(value);
        max.accumulate(value);
    }

    /** Takes one duration, for bounds in seconds. */
    public void observe(Duration duration) {
        observe(duration.toNanos() / 1e9);
    }

    /** Takes one value, in the unit of the bounds. */
    @Override
    public void update(long value) {
        observe((double) value);
    }

    @Override
    public long getCount() {
        long total = 0;
        for (LongAdder count : counts) {
            total += count.sum();
        }
        return total;
    }

    /** Sum of all values. */
    public double sum() {
        return sum.sum();
    }

    /**
     * The buckets: upper bounds (the last one infinite), cumulative counts, and the sum of all
     * values as the only element of the third array.
     */
    @Override
    public double[][] get() {
        double[] upper = Arrays.copyOf(bounds, counts.length);
        upper[bounds.length] = Double.POSITIVE_INFINITY;
        double[] cumulative = new double[counts.length];
        double total = 0;
        for (int i = 0; i < counts.length; i++) {
            total += counts[i].sum();
            cumulative[i] = total;
        }
        return new double[][] {upper, cumulative, {sum.sum()}};
    }

    /** Quantiles by linear interpolation inside the buckets, as Prometheus computes them. */
    @Override
    public HistogramStatistics getStatistics() {
        return new BucketStatistics(get(), min.get(), max.get());
    }
}
