package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ke.co.datacraft.cv.operators.record.SourceFrame;

/**
 * Holds frames of one source back until those before them have come. The source's clock is the
 * latest capture time seen, less the lateness that is allowed; no other source's clock has a say.
 */
final class ReorderBuffer {

    private static final int FORM = 1;

    /** Released frames whose times are remembered, so that one that comes again is known. */
    private static final int REMEMBERED = 512;

    private static final SourceFrame.Form FRAMES = new SourceFrame.Form();

    /** What became of a frame. */
    enum Verdict {
        /** It waits for its turn. */
        HELD,
        /** It was there before. */
        REPEATED,
        /** A later one has gone on before it. */
        LATE
    }

    private final TreeMap<Long, SourceFrame> held = new TreeMap<>();
    private final ArrayDeque<Long> released = new ArrayDeque<>();
    private long latest = Long.MIN_VALUE;
    private long last = Long.MIN_VALUE;
    private int lateInARow;

    /** Takes a frame in. */
    Verdict offer(SourceFrame frame) {
        if (held.containsKey(frame.millis()) || released.contains(frame.millis())) {
            return Verdict.REPEATED;
        }
        if (frame.millis() <= last) {
            lateInARow++;
            return Verdict.LATE;
        }
        lateInARow = 0;
        held.put(frame.millis(), frame);
        latest = Math.max(latest, frame.millis());
        return Verdict.HELD;
    }

    /** Late frames since the last one that was not. */
    int lateInARow() {
        return lateInARow;
    }

    /** The source's time begins anew, with nothing before it. */
    void setBack() {
        latest = held.isEmpty() ? Long.MIN_VALUE : held.lastKey();
        last = Long.MIN_VALUE;
        lateInARow = 0;
        released.clear();
    }

    /**
     * The frames whose turn it is, in the order of their capture.
     *
     * @param latenessMillis how long frames are held back
     */
    List<SourceFrame> due(long latenessMillis) {
        return latest == Long.MIN_VALUE ? List.of() : release(latest - latenessMillis);
    }

    /** All frames, because nothing more comes. */
    List<SourceFrame> all() {
        return release(Long.MAX_VALUE);
    }

    /** The earliest frame, because there are too many. */
    SourceFrame first() {
        return release(held.firstKey()).get(0);
    }

    private List<SourceFrame> release(long until) {
        List<SourceFrame> frames = new ArrayList<>();
        while (!held.isEmpty() && held.firstKey() <= until) {
            SourceFrame frame = held.pollFirstEntry().getValue();
            last = frame.millis();
            released.addLast(last);
            if (released.size() > REMEMBERED) {
                released.removeFirst();
            }
            frames.add(frame);
        }
        return frames;
    }

    int size() {
        return held.size();
    }

    ReorderBuffer copy() {
        ReorderBuffer copy = new ReorderBuffer();
        copy.held.putAll(held);
        copy.released.addAll(released);
        copy.latest = latest;
        copy.last = last;
        copy.lateInARow = lateInARow;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Binary.version(out, FORM);
        out.writeLong(latest);
        out.writeLong(last);
        out.writeInt(lateInARow);
        out.writeInt(held.size());
        for (SourceFrame frame : held.values()) {
            FRAMES.write(frame, out);
        }
        out.writeInt(released.size());
        for (long millis : released) {
            out.writeLong(millis);
        }
    }

    static ReorderBuffer read(DataInput in) throws IOException {
        Binary.expect(in, FORM, "The buffer of a source");
        ReorderBuffer buffer = new ReorderBuffer();
        buffer.latest = in.readLong();
        buffer.last = in.readLong();
        buffer.lateInARow = in.readInt();
        int held = in.readInt();
        for (int i = 0; i < held; i++) {
            SourceFrame frame = FRAMES.read(in);
            buffer.held.put(frame.millis(), frame);
        }
        int released = in.readInt();
        for (int i = 0; i < released; i++) {
            buffer.released.addLast(in.readLong());
        }
        return buffer;
    }
}
