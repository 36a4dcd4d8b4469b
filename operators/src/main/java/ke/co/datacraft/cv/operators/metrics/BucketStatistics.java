package ke.co.datacraft.cv.operators.metrics;

import org.apache.flink.metrics.HistogramStatistics;

/** What the buckets of a {@link BucketHistogram} tell about its values; quantiles are estimates. */
final class BucketStatistics extends HistogramStatistics {

    private final double[] bounds;
    private final double[] cumulative;
    private final double sum;
    private final double min;
    private final double max;

    BucketStatistics(double[][] buckets, double min, double max) {
        this.bounds = buckets[0];
        this.cumulative = buckets[1];
        this.sum = buckets[2][0];
        this.min = min;
        this.max = max;
    }

    @Override
    public double getQuantile(double quantile) {
        double rank = quantile * count();
        for (int i = 0; i < bounds.length && count() > 0; i++) {
            double before = i == 0 ? 0 : cumulative[i - 1];
            if (cumulative[i] >= rank && cumulative[i] > before) {
                double lower = i == 0 ? Math.min(min, bounds[0]) : bounds[i - 1];
                double upper = Math.min(bounds[i], max);
                double share = (rank - before) / (cumulative[i] - before);
                return clamp(lower + (upper - lower) * Math.max(0, share));
            }
        }
        return 0;
    }

    private double clamp(double value) {
        return Math.max(min, Math.min(max, value));
    }

    private double count() {
        return cumulative[cumulative.length - 1];
    }

    /** Always empty: single values are not kept. */
    @Override
    public long[] getValues() {
        return new long[0];
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, count());
    }

    @Override
    public double getMean() {
        return count() == 0 ? 0 : sum / count();
    }

    /** From the middles of the buckets. */
    @Override
    public double getStdDev() {
        double mean = getMean();
        double squares = 0;
        for (int i = 0; i < bounds.length; i++) {
            double inside = cumulative[i] - (i == 0 ? 0 : cumulative[i - 1]);
            if (inside > 0) {
                double lower = i == 0 ? min : bounds[i - 1];
                double middle = clamp((lower + Math.min(bounds[i], max)) / 2);
                squares += inside * (middle - mean) * (middle - mean);
            }
        }
        return count() == 0 ? 0 : Math.sqrt(squares / count());
    }

    @Override
    public long getMax() {
        return count() == 0 ? 0 : Math.round(max);
    }

    @Override
    public long getMin() {
        return count() == 0 ? 0 : Math.round(min);
    }
}
