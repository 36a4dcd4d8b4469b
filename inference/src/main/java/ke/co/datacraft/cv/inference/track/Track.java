package ke.co.datacraft.cv.inference.track;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import ke.co.datacraft.cv.inference.BoundingBox;

/** One object that is followed; some 300 bytes. */
final class Track {

    /** Identity; 0 until it is confirmed. */
    long id;

    int classId;
    String label;
    final double[] filter = new double[BoxFilter.SIZE];

    /** The filter at the last observation; only kept while the track is lost. */
    double[] frozen;

    /** Last observed box: centre, aspect ratio, height. */
    final double[] observed = new double[4];

    long beganMicros;
    long seenMicros;
    boolean lost;

    boolean isConfirmed() {
        return id != 0;
    }

    void begin(BoundingBox box, double[] scratch, long micros) {
        measure(box, scratch);
        BoxFilter.begin(filter, scratch);
        System.arraycopy(scratch, 0, observed, 0, 4);
        beganMicros = micros;
        seenMicros = micros;
    }

    /** Displaces all that is known, as the picture was. */
    void move(double right, double lower) {
        filter[0] += right;
        filter[BoxFilter.STRIDE] += lower;
        observed[0] += right;
        observed[1] += lower;
        if (frozen != null) {
            frozen[0] += right;
            frozen[BoxFilter.STRIDE] += lower;
        }
    }

    BoundingBox filteredBox() {
        double height = filter[BoxFilter.HEIGHT];
        double width = filter[BoxFilter.ASPECT] * height;
        return new BoundingBox(
                (float) (filter[0] - width / 2),
                (float) (filter[BoxFilter.STRIDE] - height / 2),
                (float) width,
                (float) height);
    }

    /** Centre, aspect ratio and height of a box. */
    static void measure(BoundingBox box, double[] into) {
        into[0] = box.x() + box.width() / 2.0;
        into[1] = box.y() + box.height() / 2.0;
        into[2] = box.height() > 0 ? (double) box.width() / box.height() : 0;
        into[3] = box.height();
    }

    Track copy() {
        Track copy = new Track();
        copy.id = id;
        copy.classId = classId;
        copy.label = label;
        System.arraycopy(filter, 0, copy.filter, 0, filter.length);
        copy.frozen = frozen == null ? null : frozen.clone();
        System.arraycopy(observed, 0, copy.observed, 0, observed.length);
        copy.beganMicros = beganMicros;
        copy.seenMicros = seenMicros;
        copy.lost = lost;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(id);
        out.writeInt(classId);
        out.writeUTF(label);
        write(out, filter);
        out.writeBoolean(frozen != null);
        if (frozen != null) {
            write(out, frozen);
        }
        write(out, observed);
        out.writeLong(beganMicros);
        out.writeLong(seenMicros);
        out.writeBoolean(lost);
    }

    static Track read(DataInput in) throws IOException {
        Track track = new Track();
        track.id = in.readLong();
        track.classId = in.readInt();
        track.label = in.readUTF();
        read(in, track.filter);
        if (in.readBoolean()) {
            track.frozen = new double[BoxFilter.SIZE];
            read(in, track.frozen);
        }
        read(in, track.observed);
        track.beganMicros = in.readLong();
        track.seenMicros = in.readLong();
        track.lost = in.readBoolean();
        return track;
    }

    private static void write(DataOutput out, double[] values) throws IOException {
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    private static void read(DataInput in, double[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
    }
}
