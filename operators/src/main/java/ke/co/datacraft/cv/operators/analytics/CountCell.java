package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;

/** Counts of one zone and class in one window. */
final class CountCell {

    String zoneKind = "";
    long in;
    long out;
    final TreeSet<Long> tracks = new TreeSet<>();

    /** Objects over all frames that are settled. */
    long seen;

    int most;
    long dwells;
    double dwellSum;
    double dwellMost;

    /** Times of stays, the first {@link WindowOptions#maxDwells}. */
    private double[] times = {};

    private int timed;

    /** Whether it changed since its row was written. */
    boolean changed = true;

    void dwell(double seconds, int maxTimes) {
        dwells++;
        dwellSum += seconds;
        dwellMost = Math.max(dwellMost, seconds);
        if (timed < maxTimes) {
            if (timed == times.length) {
                times = Arrays.copyOf(times, Math.max(8, 2 * timed));
            }
            times[timed++] = seconds;
        }
    }

    /** A percentile of the stays, between neighbours in proportion; null without any. */
    Double percentile(double share) {
        if (timed == 0) {
            return null;
        }
        double[] sorted = Arrays.copyOf(times, timed);
        Arrays.sort(sorted);
        double at = share * (timed - 1);
        int below = (int) at;
        double above = sorted[Math.min(timed - 1, below + 1)];
        return EventBook.rounded(sorted[below] + (at - below) * (above - sorted[below]), 1000);
    }

    CountCell copy() {
        CountCell copy = new CountCell();
        copy.zoneKind = zoneKind;
        copy.in = in;
        copy.out = out;
        copy.tracks.addAll(tracks);
        copy.seen = seen;
        copy.most = most;
        copy.dwells = dwells;
        copy.dwellSum = dwellSum;
        copy.dwellMost = dwellMost;
        copy.times = Arrays.copyOf(times, timed);
        copy.timed = timed;
        copy.changed = changed;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Binary.text(out, zoneKind);
        out.writeLong(in);
        out.writeLong(this.out);
        out.writeInt(tracks.size());
        for (long track : tracks) {
            out.writeLong(track);
        }
        out.writeLong(seen);
        out.writeInt(most);
        out.writeLong(dwells);
        out.writeDouble(dwellSum);
        out.writeDouble(dwellMost);
        out.writeInt(timed);
        for (int i = 0; i < timed; i++) {
            out.writeDouble(times[i]);
        }
        out.writeBoolean(changed);
    }

    static CountCell read(DataInput in) throws IOException {
        CountCell cell = new CountCell();
        cell.zoneKind = Binary.text(in);
        cell.in = in.readLong();
        cell.out = in.readLong();
        int tracks = in.readInt();
        for (int i = 0; i < tracks; i++) {
            cell.tracks.add(in.readLong());
        }
        cell.seen = in.readLong();
        cell.most = in.readInt();
        cell.dwells = in.readLong();
        cell.dwellSum = in.readDouble();
        cell.dwellMost = in.readDouble();
        cell.timed = in.readInt();
        cell.times = new double[cell.timed];
        for (int i = 0; i < cell.timed; i++) {
            cell.times[i] = in.readDouble();
        }
        cell.changed = in.readBoolean();
        return cell;
    }
}
