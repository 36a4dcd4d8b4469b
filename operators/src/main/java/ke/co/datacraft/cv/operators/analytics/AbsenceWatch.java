package ke.co.datacraft.cv.operators.analytics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.operators.analytics.SceneState.Ghost;

/**
 * Whether what rested in an area is gone. Its absence counts only while its place is in sight; it
 * was not removed when something of its size is seen there again.
 */
final class AbsenceWatch {

    /** Overlap from which an object stands where the old one stood. */
    private static final float SAME_PLACE = 0.5f;

    /** Share of a place from which what is before it hides it. */
    private static final float HIDDEN = 0.5f;

    /** Most objects that are missed at once; the oldest are forgotten first. */
    private static final int MAX_MISSED = 100;

    private final EventBook book;
    private final SceneOptions options;

    /** Milliseconds of absence that are told of, by zone. */
    private final Map<String, Long> patience = new TreeMap<>();

    AbsenceWatch(EventBook book, List<ZoneDefinition> zones, SceneOptions options) {
        this.book = book;
        this.options = options;
        for (ZoneDefinition zone : zones) {
            if (zone.removedObjectSeconds() != null) {
                patience.put(zone.id(), Math.round(zone.removedObjectSeconds() * 1000));
            }
        }
    }

    /** A track is over while it was in an area. */
    void gone(String zoneId, ObjectState object, ZoneVisit visit, SceneState state) {
        long rest = object.last.millis() - object.movement.restSince();
        if (!visit.inside
                || !patience.containsKey(zoneId)
                || rest < Math.round(1000 * options.restSeconds())) {
            return;
        }
        if (state.ghosts.size() >= MAX_MISSED) {
            state.ghosts.remove(0);
        }
        state.ghosts.add(
                new Ghost(zoneId, object.label, object.last, object.trackId, object.last.millis()));
    }

    void observe(SceneState state, TrackedFrame frame, SceneObserver observer) {
        if (state.ghosts.isEmpty()) {
            return;
        }
        long now = frame.captureTime().toEpochMilli();
        List<Ghost> ghosts = List.copyOf(state.ghosts);
        state.ghosts.clear();
        for (Ghost ghost : ghosts) {
            Long limit = patience.get(ghost.zoneId());
            if (limit == null || isBack(ghost, frame)) {
                continue;
            }
            if (isHidden(ghost, frame)) {
                state.ghosts.add(ghost.since(now));
            } else if (now - ghost.absentSince() < limit) {
                state.ghosts.add(ghost);
            } else {
                tell(ghost, observer);
            }
        }
    }

    private static boolean isBack(Ghost ghost, TrackedFrame frame) {
        for (TrackedObject object : frame.tracks().observed()) {
            if (object.box().intersectionOverUnion(ghost.last().box()) > SAME_PLACE) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(Ghost ghost, TrackedFrame frame) {
        BoundingBox place = ghost.last().box();
        for (TrackedObject object : frame.tracks().observed()) {
            BoundingBox box = object.box();
            float width =
                    Math.min(box.x() + box.width(), place.x() + place.width())
                            - Math.max(box.x(), place.x());
            float height =
                    Math.min(box.y() + box.height(), place.y() + place.height())
                            - Math.max(box.y(), place.y());
            if (width > 0 && height > 0 && width * height > HIDDEN * place.area()) {
                return true;
            }
        }
        return false;
    }

    /** At once with its end: nobody will tell of it again. */
    private void tell(Ghost ghost, SceneObserver observer) {
        ObjectState gone = new ObjectState(ghost.trackId(), ghost.label());
        gone.see(ghost.last(), options);
        gone.entered.add(ghost.zoneId());
        long millis = ghost.last().millis();
        OpenEvent event =
                book.begin(
                        EventKind.REMOVED_OBJECT,
                        ghost.zoneId(),
                        gone,
                        millis,
                        EventBook.Detail.NONE,
                        observer);
        book.end(event, gone, millis, EventBook.Detail.NONE, observer);
    }
}
