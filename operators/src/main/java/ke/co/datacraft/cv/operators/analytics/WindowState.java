package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts of one source that are not settled yet. Its binary form outlives restarts and releases;
 * for one thread.
 */
public final class WindowState {

    private static final int FORM = 3;

    /** Windows in the order of their begin; an hour before its first minute. */
    final List<CountWindow> windows = new ArrayList<>();

    /** Objects per frame, for as long as more can be told of it. */
    final TreeMap<Long, TreeMap<CellKey, Integer>> recent = new TreeMap<>();

    long emittedMillis = Long.MIN_VALUE;

    /** What the newest settled frame stood for. */
    long frameMillis = 1000;

    /** Nothing is counted. */
    public WindowState() {}

    /** Whether nothing is left to be counted. */
    public boolean isEmpty() {
        return windows.isEmpty() && recent.isEmpty();
    }

    /** A copy that shares nothing that changes. */
    public WindowState copy() {
        WindowState copy = new WindowState();
        windows.forEach(window -> copy.windows.add(window.copy()));
        recent.forEach((millis, counts) -> copy.recent.put(millis, new TreeMap<>(counts)));
        copy.emittedMillis = emittedMillis;
        copy.frameMillis = frameMillis;
        return copy;
    }

    /** Writes the binary form. */
    public void write(DataOutput out) throws IOException {
        Binary.version(out, FORM);
        out.writeLong(emittedMillis);
        out.writeLong(frameMillis);
        out.writeInt(windows.size());
        for (CountWindow window : windows) {
            window.write(out);
        }
        out.writeInt(recent.size());
        for (var frame : recent.entrySet()) {
            out.writeLong(frame.getKey());
            out.writeInt(frame.getValue().size());
            for (var count : frame.getValue().entrySet()) {
                Binary.text(out, count.getKey().zoneId());
                Binary.text(out, count.getKey().label());
                out.writeInt(count.getValue());
            }
        }
    }

    /**
     * Reads the binary form.
     *
     * @throws IOException when it is of a later release
     */
    public static WindowState read(DataInput in) throws IOException {
        int form = Binary.expect(in, 1, FORM, "The state of counts");
        WindowState state = new WindowState();
        state.emittedMillis = in.readLong();
        state.frameMillis = in.readLong();
        int windows = in.readInt();
        for (int i = 0; i < windows; i++) {
            state.windows.add(CountWindow.read(in, form));
        }
        int frames = in.readInt();
        for (int i = 0; i < frames; i++) {
            TreeMap<CellKey, Integer> counts = new TreeMap<>();
            state.recent.put(in.readLong(), counts);
            int size = in.readInt();
            for (int k = 0; k < size; k++) {
                counts.put(new CellKey(Binary.text(in), Binary.text(in)), in.readInt());
            }
        }
        return state;
    }
}
