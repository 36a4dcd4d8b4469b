package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeSet;

/** Counts of one zone and class in one window. */
final class CountCell {

    String zoneKind = "";
    long in;
    long out;
    final TreeSet<Long> tracks = new TreeSet<>();

    /** Objects times milliseconds of the frames that are settled. */
    long objectMillis;

    int most;
    Stays stays = new Stays();

    /** Whether it changed since its row was written. */
    boolean changed = true;

    CountCell copy() {
        CountCell copy = new CountCell();
        copy.zoneKind = zoneKind;
        copy.in = in;
        copy.out = out;
        copy.tracks.addAll(tracks);
        copy.objectMillis = objectMillis;
        copy.most = most;
        copy.stays = stays.copy();
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
        out.writeLong(objectMillis);
        out.writeInt(most);
        stays.write(out);
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
        cell.objectMillis = in.readLong();
        cell.most = in.readInt();
        cell.stays = Stays.read(in);
        cell.changed = in.readBoolean();
        return cell;
    }
}
