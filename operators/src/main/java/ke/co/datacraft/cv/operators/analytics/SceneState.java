package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.ImageSize;

/**
 * What is known of the scene before one source: its objects, what goes on in its zones. Its binary
 * form outlives restarts and releases; for one thread.
 */
public final class SceneState {

    private static final int FORM = 1;

    /** Something that rested and is out of sight, and since when its place was seen without it. */
    record Ghost(String zoneId, String label, Observation last, long trackId, long absentSince) {

        Ghost since(long millis) {
            return new Ghost(zoneId, label, last, trackId, millis);
        }
    }

    /** How full one area is. */
    static final class Crowd {
        long since = Long.MIN_VALUE;
        int top;
        OpenEvent event;

        Crowd copy() {
            Crowd copy = new Crowd();
            copy.since = since;
            copy.top = top;
            copy.event = event == null ? null : event.copy();
            return copy;
        }
    }

    final TreeMap<Long, ObjectState> objects = new TreeMap<>();

    /** Shapes by zone, so that one that is moved or removed is noticed. */
    final TreeMap<String, String> shapes = new TreeMap<>();

    final TreeMap<String, Crowd> crowds = new TreeMap<>();
    final List<Ghost> ghosts = new ArrayList<>();
    long lastMillis = Long.MIN_VALUE;

    /** Nothing is known. */
    public SceneState() {}

    /** Whether nothing goes on. */
    public boolean isEmpty() {
        return objects.isEmpty() && crowds.isEmpty() && ghosts.isEmpty();
    }

    /** Whether what is known of objects is from pictures of another size; they all have one. */
    boolean isOfAnotherSize(ImageSize image) {
        Observation any =
                !objects.isEmpty()
                        ? objects.firstEntry().getValue().last
                        : ghosts.isEmpty() ? null : ghosts.get(0).last();
        return any != null && !any.image().equals(image);
    }

    /** Objects that are known, those that do not count yet included. */
    public int size() {
        return objects.size();
    }

    /** A copy that shares nothing that changes. */
    public SceneState copy() {
        SceneState copy = new SceneState();
        objects.forEach((id, object) -> copy.objects.put(id, object.copy()));
        copy.shapes.putAll(shapes);
        crowds.forEach((zone, crowd) -> copy.crowds.put(zone, crowd.copy()));
        copy.ghosts.addAll(ghosts);
        copy.lastMillis = lastMillis;
        return copy;
    }

    /** Writes the binary form. */
    public void write(DataOutput out) throws IOException {
        Binary.version(out, FORM);
        out.writeLong(lastMillis);
        out.writeInt(objects.size());
        for (ObjectState object : objects.values()) {
            object.write(out);
        }
        out.writeInt(shapes.size());
        for (var shape : shapes.entrySet()) {
            Binary.text(out, shape.getKey());
            Binary.text(out, shape.getValue());
        }
        out.writeInt(crowds.size());
        for (var crowd : crowds.entrySet()) {
            Binary.text(out, crowd.getKey());
            out.writeLong(crowd.getValue().since);
            out.writeInt(crowd.getValue().top);
            out.writeBoolean(crowd.getValue().event != null);
            if (crowd.getValue().event != null) {
                crowd.getValue().event.write(out);
            }
        }
        out.writeInt(ghosts.size());
        for (Ghost ghost : ghosts) {
            Binary.text(out, ghost.zoneId());
            Binary.text(out, ghost.label());
            ghost.last().write(out);
            out.writeLong(ghost.trackId());
            out.writeLong(ghost.absentSince());
        }
    }

    /**
     * Reads the binary form.
     *
     * @throws IOException when it is of a later release
     */
    public static SceneState read(DataInput in) throws IOException {
        Binary.expect(in, FORM, "The scene's state");
        SceneState state = new SceneState();
        state.lastMillis = in.readLong();
        int objects = in.readInt();
        for (int i = 0; i < objects; i++) {
            ObjectState object = ObjectState.read(in);
            state.objects.put(object.trackId, object);
        }
        int shapes = in.readInt();
        for (int i = 0; i < shapes; i++) {
            state.shapes.put(Binary.text(in), Binary.text(in));
        }
        int crowds = in.readInt();
        for (int i = 0; i < crowds; i++) {
            String zone = Binary.text(in);
            Crowd crowd = new Crowd();
            crowd.since = in.readLong();
            crowd.top = in.readInt();
            crowd.event = in.readBoolean() ? OpenEvent.read(in) : null;
            state.crowds.put(zone, crowd);
        }
        int ghosts = in.readInt();
        for (int i = 0; i < ghosts; i++) {
            state.ghosts.add(
                    new Ghost(
                            Binary.text(in),
                            Binary.text(in),
                            Observation.read(in),
                            in.readLong(),
                            in.readLong()));
        }
        return state;
    }
}
