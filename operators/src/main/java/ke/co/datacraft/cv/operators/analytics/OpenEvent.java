package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventState;

/** An event that goes on. */
final class OpenEvent {

    final UUID id;
    final EventKind kind;
    final String zoneId;
    final long startMillis;

    /** Number of the next message. */
    int sequence;

    /** How it stood at the last message, without its path. */
    EventState told;

    /** Capture time of the last message. */
    long toldMillis;

    OpenEvent(UUID id, EventKind kind, String zoneId, long startMillis) {
        this.id = id;
        this.kind = kind;
        this.zoneId = zoneId;
        this.startMillis = startMillis;
    }

    OpenEvent copy() {
        OpenEvent copy = new OpenEvent(id, kind, zoneId, startMillis);
        copy.sequence = sequence;
        copy.told = told;
        copy.toldMillis = toldMillis;
        return copy;
    }

    void write(DataOutput out) throws IOException {
        Binary.uuid(out, id);
        Binary.text(out, kind.name());
        Binary.text(out, zoneId);
        out.writeLong(startMillis);
        out.writeInt(sequence);
        Binary.json(out, told);
        out.writeLong(toldMillis);
    }

    static OpenEvent read(DataInput in) throws IOException {
        OpenEvent event =
                new OpenEvent(
                        Binary.uuid(in),
                        EventKind.valueOf(Binary.text(in)),
                        Binary.text(in),
                        in.readLong());
        event.sequence = in.readInt();
        event.told = Binary.json(in, EventState.class);
        event.toldMillis = in.readLong();
        return event;
    }
}
