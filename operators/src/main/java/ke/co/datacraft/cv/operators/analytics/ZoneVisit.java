package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.EventKind;

/** Where one object stands towards one area. */
final class ZoneVisit {

    /** Frames inside, before it counts as inside; the oldest first. */
    final List<Long> candidates = new ArrayList<>();

    boolean inside;
    long firstMillis;
    long lastMillis;
    int outside;
    int fast;

    /** Observations in a row that went the wrong way; below 0 those that went the right one. */
    int wrong;

    final Map<EventKind, OpenEvent> events = new EnumMap<>(EventKind.class);

    ZoneVisit copy() {
        ZoneVisit copy = new ZoneVisit();
        copy.candidates.addAll(candidates);
        copy.inside = inside;
        copy.firstMillis = firstMillis;
        copy.lastMillis = lastMillis;
        copy.outside = outside;
        copy.fast = fast;
        copy.wrong = wrong;
        events.forEach((kind, event) -> copy.events.put(kind, event.copy()));
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(candidates.size());
        for (long millis : candidates) {
            out.writeLong(millis);
        }
        out.writeBoolean(inside);
        out.writeLong(firstMillis);
        out.writeLong(lastMillis);
        out.writeInt(outside);
        out.writeInt(fast);
        out.writeInt(wrong);
        out.writeInt(events.size());
        for (OpenEvent event : events.values()) {
            event.write(out);
        }
    }

    static ZoneVisit read(DataInput in) throws IOException {
        ZoneVisit visit = new ZoneVisit();
        int candidates = in.readInt();
        for (int i = 0; i < candidates; i++) {
            visit.candidates.add(in.readLong());
        }
        visit.inside = in.readBoolean();
        visit.firstMillis = in.readLong();
        visit.lastMillis = in.readLong();
        visit.outside = in.readInt();
        visit.fast = in.readInt();
        visit.wrong = in.readInt();
        int events = in.readInt();
        for (int i = 0; i < events; i++) {
            OpenEvent event = OpenEvent.read(in);
            visit.events.put(event.kind, event);
        }
        return visit;
    }
}
