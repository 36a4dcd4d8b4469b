package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;
import ke.co.datacraft.cv.inference.track.TrackerState;
import ke.co.datacraft.cv.operators.type.BinaryForm;

/** Everything that is known of one source; changed in place, so never shared. */
public final class SourceState {

    private static final int FORM = 1;

    ReorderBuffer buffer = new ReorderBuffer();
    TrackerState tracks = new TrackerState();
    SceneState scene = new SceneState();
    WindowState windows = new WindowState();

    /** Objects by class as they were told last; 0 of classes that were there once. */
    final TreeMap<String, Integer> counts = new TreeMap<>();

    /** Processing time at which the last frame came. */
    long arrived;

    /** Processing time at which its silence is looked at, 0 for none. */
    long timer;

    SourceState copy() {
        SourceState copy = new SourceState();
        copy.buffer = buffer.copy();
        copy.tracks = tracks.copy();
        copy.scene = scene.copy();
        copy.windows = windows.copy();
        copy.counts.putAll(counts);
        copy.arrived = arrived;
        copy.timer = timer;
        return copy;
    }

    /** How it is written in checkpoints and savepoints. */
    public static final class Form implements BinaryForm<SourceState> {

        @Override
        public Class<SourceState> type() {
            return SourceState.class;
        }

        @Override
        public boolean isImmutable() {
            return false;
        }

        @Override
        public SourceState copy(SourceState value) {
            return value.copy();
        }

        @Override
        public void write(SourceState value, DataOutput out) throws IOException {
            Binary.version(out, FORM);
            value.buffer.write(out);
            value.tracks.write(out);
            value.scene.write(out);
            value.windows.write(out);
            out.writeInt(value.counts.size());
            for (var count : value.counts.entrySet()) {
                Binary.text(out, count.getKey());
                out.writeInt(count.getValue());
            }
            out.writeLong(value.arrived);
            out.writeLong(value.timer);
        }

        @Override
        public SourceState read(DataInput in) throws IOException {
            Binary.expect(in, FORM, "The state of a source");
            SourceState state = new SourceState();
            state.buffer = ReorderBuffer.read(in);
            state.tracks = TrackerState.read(in);
            state.scene = SceneState.read(in);
            state.windows = WindowState.read(in);
            int counts = in.readInt();
            for (int i = 0; i < counts; i++) {
                state.counts.put(Binary.text(in), in.readInt());
            }
            state.arrived = in.readLong();
            state.timer = in.readLong();
            return state;
        }
    }
}
