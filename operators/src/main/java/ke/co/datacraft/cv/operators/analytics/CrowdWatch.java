package ke.co.datacraft.cv.operators.analytics;

import ke.co.datacraft.cv.contracts.CrowdLimit;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.operators.analytics.SceneState.Crowd;

/**
 * Whether areas hold more objects than they should. A crowd begins when there were more for the
 * whole time, and is over when there were not for as long; one bad box neither ends nor delays it.
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
        int certain = count(zone.id(), state, false);
        if (crowd == null || crowd.event == null) {
            wait(zone, state, now, certain, observer);
        } else if (certain > limit.moreThan()) {
            crowd.since = Long.MIN_VALUE;
            if (certain > crowd.top) {
                crowd.top = certain;
                book.tellCrowd(crowd.event, EventType.UPDATE, now, certain, observer);
            }
        } else {
            crowd.since = crowd.since == Long.MIN_VALUE ? now : crowd.since;
            boolean over = now - crowd.since >= Math.round(limit.seconds() * 1000);
            if (over && count(zone.id(), state, true) <= limit.moreThan()) {
                end(zone.id(), state, crowd.since, observer);
            }
        }
    }

    /** Whether there are enough for long enough. */
    private void wait(
            CompiledZone zone, SceneState state, long now, int certain, SceneObserver observer) {
        CrowdLimit limit = zone.definition.crowd();
        Crowd crowd = state.crowds.get(zone.id());
        if (crowd == null && certain <= limit.moreThan()) {
            return;
        }
        if (crowd == null) {
            crowd = new Crowd();
            crowd.since = since(zone.id(), state, limit.moreThan());
            state.crowds.put(zone.id(), crowd);
        }
        if (count(zone.id(), state, true) <= limit.moreThan()) {
            state.crowds.remove(zone.id());
        } else if (certain > limit.moreThan()
                && now - crowd.since >= Math.round(limit.seconds() * 1000)) {
            crowd.top = certain;
            crowd.event = book.beginCrowd(zone.id(), crowd.since, now, certain, observer);
            crowd.since = Long.MIN_VALUE;
        }
    }

    /** First frame of the one that was too many: stays are known to begin only when confirmed. */
    private static long since(String zoneId, SceneState state, int moreThan) {
        return state.objects.values().stream()
                .map(object -> object.visits.get(zoneId))
                .filter(visit -> visit != null && visit.inside && visit.outside == 0)
                .mapToLong(visit -> visit.firstMillis)
                .sorted()
                .skip(moreThan)
                .findFirst()
                .orElseThrow();
    }

    /** An area's crowd is over, if there is one. */
    void end(String zoneId, SceneState state, long millis, SceneObserver observer) {
        Crowd crowd = state.crowds.remove(zoneId);
        if (crowd != null && crowd.event != null) {
            long end = Math.max(crowd.event.startMillis, millis);
            book.tellCrowd(crowd.event, EventType.END, end, crowd.top, observer);
        }
    }

    /**
     * Objects in an area.
     *
     * @param doubtful whether those count whose last observation was outside, not yet for good
     */
    private static int count(String zoneId, SceneState state, boolean doubtful) {
        int count = 0;
        for (ObjectState object : state.objects.values()) {
            ZoneVisit visit = object.visits.get(zoneId);
            if (visit != null && visit.inside && (doubtful || visit.outside == 0)) {
                count++;
            }
        }
        return count;
    }
}
