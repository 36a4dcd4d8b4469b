package ke.co.datacraft.cv.operators.analytics;

import ke.co.datacraft.cv.contracts.CrowdLimit;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.operators.analytics.SceneState.Crowd;

/**
 * Whether areas hold more objects than they should. A crowd begins when there were more for the
 * whole time, and is over when there were not for as long.
 */
final class CrowdWatch {

    private final EventBook book;

    CrowdWatch(EventBook book) {
        this.book = book;
    }

    void observe(CompiledZone zone, SceneState state, long now, SceneObserver observer) {
        CrowdLimit limit = zone.definition.crowd();
        Crowd crowd = state.crowds.get(zone.id());
        if (limit == null) {
            end(zone.id(), state, now, observer);
            return;
        }
        int count = count(zone.id(), state);
        boolean more = count > limit.moreThan();
        boolean changing = crowd == null || crowd.event == null ? more : !more;
        if (crowd == null) {
            if (!more) {
                return;
            }
            crowd = new Crowd();
            state.crowds.put(zone.id(), crowd);
        }
        if (!changing) {
            crowd.since = Long.MIN_VALUE;
            if (crowd.event == null) {
                state.crowds.remove(zone.id());
            } else if (count > crowd.top) {
                crowd.top = count;
                book.tellCrowd(crowd.event, EventType.UPDATE, now, count, observer);
            }
            return;
        }
        if (crowd.since == Long.MIN_VALUE) {
            crowd.since = now;
        }
        if (now - crowd.since >= Math.round(limit.seconds() * 1000)) {
            if (crowd.event == null) {
                crowd.top = count;
                crowd.event = book.beginCrowd(zone.id(), crowd.since, now, count, observer);
                crowd.since = Long.MIN_VALUE;
            } else {
                end(zone.id(), state, crowd.since, observer);
            }
        }
    }

    /** An area's crowd is over, if there is one. */
    void end(String zoneId, SceneState state, long millis, SceneObserver observer) {
        Crowd crowd = state.crowds.remove(zoneId);
        if (crowd != null && crowd.event != null) {
            long end = Math.max(crowd.event.startMillis, millis);
            book.tellCrowd(crowd.event, EventType.END, end, crowd.top, observer);
        }
    }

    private static int count(String zoneId, SceneState state) {
        int count = 0;
        for (ObjectState object : state.objects.values()) {
            ZoneVisit visit = object.visits.get(zoneId);
            if (visit != null && visit.inside && visit.outside == 0) {
                count++;
            }
        }
        return count;
    }
}
