package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long objects stayed. Percentiles are exact up to a number of stays; beyond it stays are kept
 * as counts in bins whose bounds grow by a fixed ratio, so that a percentile is within 1 % of the
 * true one (DDSketch: Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch
 * with relative-error guarantees", PVLDB 12(12), 2019).
 */
final class Stays {

    private static final double ACCURACY = 0.01;
    private static final double RATIO = (1 + ACCURACY) / (1 - ACCURACY);

    /** Stays of less are one frame long. */
    private static final double SHORTEST = 0.001;

    private long count;
    private double sum;
    private double longest;

    /** While there are few: all of them. */
    private double[] times = {};

    private int timed;

    /** Afterwards: stays by bin, {@code RATIO^(bin-1) < seconds <= RATIO^bin}. */
    private final TreeMap<Integer, Long> bins = new TreeMap<>();

    /**
     * One more.
     *
     * @param maxTimes number up to which percentiles are exact
     */
    void add(double seconds, int maxTimes) {
        count++;
        sum += seconds;
        longest = Math.max(longest, seconds);
        if (timed == count - 1 && timed < maxTimes) {
            if (timed == times.length) {
                times = Arrays.copyOf(times, Math.max(8, 2 * timed));
            }
            times[timed++] = seconds;
            return;
        }
        for (int i = 0; i < timed; i++) {
            bin(times[i]);
        }
        times = new double[0];
        timed = 0;
        bin(seconds);
    }

    private void bin(double seconds) {
        double bin = Math.ceil(Math.log(Math.max(SHORTEST, seconds)) / Math.log(RATIO));
        bins.merge((int) bin, 1L, Long::sum);
    }

    long count() {
        return count;
    }

    /** Their mean in seconds; null without any. */
    Double mean() {
        return count == 0 ? null : EventBook.rounded(sum / count, 1000);
    }

    /** The longest in seconds; null without any. */
    Double longest() {
        return count == 0 ? null : Double.valueOf(longest);
    }

    /** A percentile in seconds, between neighbours in proportion; null without any. */
    Double percentile(double share) {
        if (count == 0) {
            return null;
        }
        return EventBook.rounded(bins.isEmpty() ? exact(share) : binned(share), 1000);
    }

    private double exact(double share) {
        double[] sorted = Arrays.copyOf(times, timed);
        Arrays.sort(sorted);
        double at = share * (timed - 1);
        int below = (int) at;
        double above = sorted[Math.min(timed - 1, below + 1)];
        return sorted[below] + (at - below) * (above - sorted[below]);
    }

    private double binned(double share) {
        double rank = share * (count - 1);
        long passed = 0;
        for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
            passed += bin.getValue();
            if (passed > rank) {
                return Math.min(longest, 2 * Math.pow(RATIO, bin.getKey()) / (RATIO + 1));
            }
        }
        return longest;
    }

    Stays copy() {
        Stays copy = new Stays();
        copy.count = count;
        copy.sum = sum;
        copy.longest = longest;
        copy.times = Arrays.copyOf(times, timed);
        copy.timed = timed;
        copy.bins.putAll(bins);
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(count);
        out.writeDouble(sum);
        out.writeDouble(longest);
        out.writeInt(timed);
        for (int i = 0; i < timed; i++) {
            out.writeDouble(times[i]);
        }
        out.writeInt(bins.size());
        for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
            out.writeInt(bin.getKey());
            out.writeLong(bin.getValue());
        }
    }

    static Stays read(DataInput in) throws IOException {
        Stays stays = new Stays();
        stays.count = in.readLong();
        stays.sum = in.readDouble();
        stays.longest = in.readDouble();
        stays.timed = in.readInt();
        stays.times = new double[stays.timed];
        for (int i = 0; i < stays.timed; i++) {
            stays.times[i] = in.readDouble();
        }
        int bins = in.readInt();
        for (int i = 0; i < bins; i++) {
            stays.bins.put(in.readInt(), in.readLong());
        }
        return stays;
    }
}
