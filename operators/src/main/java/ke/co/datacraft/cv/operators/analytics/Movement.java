package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;

/** How one object moved lately, and since when it rests. */
final class Movement {

    /** Time over which speed and direction are taken. */
    static final long SPAN_MILLIS = 1500;

    /** Least time that says something about speed. */
    private static final long LEAST_MILLIS = 300;

    private static final int MAX_SAMPLES = 32;

    /**
     * Shift of opposite edges, as a share of the object's size, up to which it rests. What passes
     * before an object moves one edge of its box; only an object that moves moves two.
     */
    private static final double REST_SHIFT = 0.15;

    /** Frames in a row out of place that end a rest: one may be a bad box. */
    private static final int MOVED_FRAMES = 2;

    /** A place in the picture, of the middle of the box's lower edge, in pixels. */
    record Sample(long millis, double x, double y) {}

    private final List<Sample> samples = new ArrayList<>();
    private BoundingBox rest;
    private long restSince;
    private int movedFrames;
    private long movedMillis;

    void observe(Observation seen) {
        Sample sample =
                new Sample(
                        seen.millis(),
                        seen.centerX(),
                        (double) seen.box().y() + seen.box().height());
        rest(seen);
        samples.add(sample);
        samples.removeIf(old -> old.millis < seen.millis() - SPAN_MILLIS);
        if (samples.size() > MAX_SAMPLES) {
            // Every other one, so that the span stays.
            for (int i = samples.size() - 2; i > 0; i -= 2) {
                samples.remove(i);
            }
        }
    }

    private void rest(Observation seen) {
        boolean first = rest == null;
        if (!first && shift(rest, seen.box()) <= REST_SHIFT * seen.size()) {
            movedFrames = 0;
            return;
        }
        if (movedFrames++ == 0) {
            movedMillis = seen.millis();
        }
        if (first || movedFrames >= MOVED_FRAMES) {
            rest = seen.box();
            restSince = first ? seen.millis() : movedMillis;
            movedFrames = 0;
        }
    }

    private static double shift(BoundingBox from, BoundingBox to) {
        double left = Math.abs(to.x() - from.x());
        double top = Math.abs(to.y() - from.y());
        double right = Math.abs(to.x() + to.width() - from.x() - from.width());
        double bottom = Math.abs(to.y() + to.height() - from.y() - from.height());
        return Math.hypot(Math.min(left, right), Math.min(top, bottom));
    }

    /** Capture time since which it has not moved from its place. */
    long restSince() {
        return restSince;
    }

    /** The place about a second before the last one, or null where it is too near to tell. */
    Sample before() {
        if (samples.size() < 2) {
            return null;
        }
        Sample first = samples.get(0);
        return last().millis - first.millis >= LEAST_MILLIS ? first : null;
    }

    /** The last place. */
    Sample last() {
        return samples.get(samples.size() - 1);
    }

    Movement copy() {
        Movement copy = new Movement();
        copy.samples.addAll(samples);
        copy.rest = rest;
        copy.restSince = restSince;
        copy.movedFrames = movedFrames;
        copy.movedMillis = movedMillis;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(samples.size());
        for (Sample sample : samples) {
            out.writeLong(sample.millis);
            out.writeDouble(sample.x);
            out.writeDouble(sample.y);
        }
        out.writeBoolean(rest != null);
        if (rest != null) {
            Observation.writeBox(out, rest);
        }
        out.writeLong(restSince);
        out.writeInt(movedFrames);
        out.writeLong(movedMillis);
    }

    static Movement read(DataInput in) throws IOException {
        Movement movement = new Movement();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            movement.samples.add(new Sample(in.readLong(), in.readDouble(), in.readDouble()));
        }
        movement.rest = in.readBoolean() ? Observation.readBox(in) : null;
        movement.restSince = in.readLong();
        movement.movedFrames = in.readInt();
        movement.movedMillis = in.readLong();
        return movement;
    }
}
