package ke.co.datacraft.cv.inference.track;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * What is known of the tracks of one source. Its binary form outlives restarts and releases; for
 * one thread.
 */
public final class TrackerState {

    private static final int FORM = 1;

    /** In the order in which they began. */
    final List<Track> tracks = new ArrayList<>();

    long lastId;
    boolean started;
    long lastMicros;

    /** Usual time between frames in seconds as learnt so far, 0 before the second frame. */
    double frameSeconds;

    /** No tracks, and the next one has id 1. */
    public TrackerState() {}

    /** Tracks that are followed, lost and unconfirmed ones included. */
    public int size() {
        return tracks.size();
    }

    /** Whether nothing is followed. */
    public boolean isEmpty() {
        return tracks.isEmpty();
    }

    /**
     * Where the filter holds an object to be: smoother than what is detected, and nearer to the
     * truth where boxes tremble.
     *
     * @return empty when the track is not known
     */
    public Optional<BoundingBox> filteredBox(long trackId) {
        for (Track track : tracks) {
            if (track.id == trackId && track.isConfirmed()) {
                return Optional.of(track.filteredBox());
            }
        }
        return Optional.empty();
    }

    /** A copy that shares nothing. */
    public TrackerState copy() {
        TrackerState copy = new TrackerState();
        tracks.forEach(track -> copy.tracks.add(track.copy()));
        copy.lastId = lastId;
        copy.started = started;
        copy.lastMicros = lastMicros;
        copy.frameSeconds = frameSeconds;
        return copy;
    }

    /** Writes the binary form. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(FORM);
        out.writeLong(lastId);
        out.writeBoolean(started);
        out.writeLong(lastMicros);
        out.writeDouble(frameSeconds);
        out.writeInt(tracks.size());
        for (Track track : tracks) {
            track.write(out);
        }
    }

    /**
     * Reads the binary form.
     *
     * @throws IOException when it is of a later release
     */
    public static TrackerState read(DataInput in) throws IOException {
        int form = in.readByte();
        if (form != FORM) {
            throw new IOException(
                    "The tracker's state has form "
                            + form
                            + ", known is "
                            + FORM
                            + ": run the release that wrote it, or a later one");
        }
        TrackerState state = new TrackerState();
        state.lastId = in.readLong();
        state.started = in.readBoolean();
        state.lastMicros = in.readLong();
        state.frameSeconds = in.readDouble();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            state.tracks.add(Track.read(in));
        }
        return state;
    }
}
