package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.ZoneDefinition;

/**
 * What objects do in an area. An object is inside when it was so for {@code inertia} frames in a
 * row, from the first of them on; it has left when it was outside for as many, at the last frame
 * inside. So neither a bad box nor the delay of being sure changes how long it stayed.
 */
final class ZoneWatch {

    /** Observations in a row that make a speed or a direction believable. */
    private static final int SURE = 2;

    /** Share of the speed limit below which speeding is over. */
    private static final double SLOW_AGAIN = 0.9;

    private final EventBook book;

    ZoneWatch(EventBook book) {
        this.book = book;
    }

    void observe(CompiledZone zone, ObjectState object, Observation seen, SceneObserver observer) {
        boolean in = zone.admits(object, seen) && zone.contains(seen);
        ZoneVisit visit = object.visits.get(zone.id());
        if (visit == null) {
            if (!in) {
                return;
            }
            visit = new ZoneVisit();
            object.visits.put(zone.id(), visit);
        }
        if (visit.inside) {
            stay(zone, object, visit, in, seen, observer);
        } else if (in) {
            visit.candidates.add(seen.millis());
            if (visit.candidates.size() >= zone.definition.inertia()) {
                enter(zone, object, visit, observer);
            }
        } else {
            object.visits.remove(zone.id());
        }
        if (visit.inside) {
            judge(zone, object, visit, seen, observer);
        }
    }

    private void enter(
            CompiledZone zone, ObjectState object, ZoneVisit visit, SceneObserver observer) {
        visit.inside = true;
        visit.firstMillis = visit.candidates.get(0);
        visit.lastMillis = visit.candidates.get(visit.candidates.size() - 1);
        if (!object.entered.contains(zone.id())) {
            object.entered.add(zone.id());
        }
        observer.entered(time(visit.firstMillis), zone.id(), object.trackId, object.label);
        visit.candidates.forEach(
                millis -> observer.inside(time(millis), zone.id(), object.trackId, object.label));
        visit.candidates.clear();
        visit.events.put(
                EventKind.ZONE,
                book.begin(
                        EventKind.ZONE,
                        zone.id(),
                        object,
                        visit.firstMillis,
                        EventBook.Detail.speed(zone.speedKmh(object)),
                        observer));
    }

    private void stay(
            CompiledZone zone,
            ObjectState object,
            ZoneVisit visit,
            boolean in,
            Observation seen,
            SceneObserver observer) {
        if (in) {
            visit.outside = 0;
            visit.lastMillis = seen.millis();
            observer.inside(time(seen.millis()), zone.id(), object.trackId, object.label);
        } else if (++visit.outside >= zone.definition.inertia()) {
            leave(zone.id(), object, visit, observer);
        }
    }

    /** The stay is over, and all that went on in it. */
    void leave(String zoneId, ObjectState object, ZoneVisit visit, SceneObserver observer) {
        object.visits.remove(zoneId);
        if (!visit.inside) {
            return;
        }
        visit.inside = false;
        observer.exited(
                time(visit.lastMillis),
                zoneId,
                object.trackId,
                object.label,
                (visit.lastMillis - visit.firstMillis) / 1000.0);
        for (OpenEvent event : visit.events.values()) {
            long end = Math.max(event.startMillis, visit.lastMillis);
            book.end(event, object, end, EventBook.Detail.NONE, observer);
        }
    }

    private void judge(
            CompiledZone zone,
            ObjectState object,
            ZoneVisit visit,
            Observation seen,
            SceneObserver observer) {
        ZoneDefinition definition = zone.definition;
        long now = seen.millis();
        lasting(
                EventKind.LOITERING,
                definition.loiteringSeconds(),
                visit.firstMillis,
                new Case(zone, object, visit, now, observer));
        long rest = Math.max(visit.firstMillis, object.movement.restSince());
        lasting(
                EventKind.STATIONARY,
                definition.stationarySeconds(),
                rest,
                new Case(zone, object, visit, now, observer));
        if (!Persons.isPerson(object.label)) {
            lasting(
                    EventKind.LEFT_OBJECT,
                    definition.leftObjectSeconds(),
                    Math.max(rest, object.personMillis),
                    new Case(zone, object, visit, now, observer));
        }
        speed(zone, object, visit, seen, observer);
        direction(zone, object, visit, seen, observer);
    }

    /** What is needed to tell of an object in an area. */
    private record Case(
            CompiledZone zone,
            ObjectState object,
            ZoneVisit visit,
            long now,
            SceneObserver observer) {}

    /** Something that is told once it has lasted, and is over when it begins anew. */
    private void lasting(EventKind kind, Double seconds, long since, Case in) {
        OpenEvent open = in.visit.events.get(kind);
        if (open != null && open.startMillis < since) {
            in.visit.events.remove(kind);
            book.end(open, in.object, since, EventBook.Detail.NONE, in.observer);
            open = null;
        }
        if (open == null && seconds != null && in.now - since >= Math.round(seconds * 1000)) {
            in.visit.events.put(
                    kind,
                    book.begin(
                            kind,
                            in.zone.id(),
                            in.object,
                            since,
                            EventBook.Detail.speed(in.zone.speedKmh(in.object)),
                            in.observer));
        }
    }

    private void speed(
            CompiledZone zone,
            ObjectState object,
            ZoneVisit visit,
            Observation seen,
            SceneObserver observer) {
        Double limit = zone.definition.speedLimitKmh();
        Double kmh = limit == null ? null : zone.speedKmh(object);
        if (kmh == null) {
            return;
        }
        OpenEvent open = visit.events.get(EventKind.SPEEDING);
        visit.fast = kmh > limit ? visit.fast + 1 : 0;
        EventBook.Detail detail = EventBook.Detail.speed(kmh);
        if (open == null && visit.fast >= SURE) {
            visit.events.put(
                    EventKind.SPEEDING,
                    book.begin(
                            EventKind.SPEEDING,
                            zone.id(),
                            object,
                            seen.millis(),
                            detail,
                            observer));
        } else if (open != null && kmh < SLOW_AGAIN * limit) {
            visit.events.remove(EventKind.SPEEDING);
            book.end(open, object, seen.millis(), detail, observer);
        } else if (open != null && kmh > open.told.speedKmh() + 5) {
            book.update(open, object, detail, observer);
        }
    }

    private void direction(
            CompiledZone zone,
            ObjectState object,
            ZoneVisit visit,
            Observation seen,
            SceneObserver observer) {
        Boolean wrong = zone.isWrongWay(object, seen);
        if (wrong == null) {
            return;
        }
        OpenEvent open = visit.events.get(EventKind.WRONG_WAY);
        visit.wrong = wrong ? Math.max(1, visit.wrong + 1) : Math.min(-1, visit.wrong - 1);
        EventBook.Detail detail = EventBook.Detail.speed(zone.speedKmh(object));
        if (open == null && visit.wrong >= SURE) {
            visit.events.put(
                    EventKind.WRONG_WAY,
                    book.begin(
                            EventKind.WRONG_WAY,
                            zone.id(),
                            object,
                            seen.millis(),
                            detail,
                            observer));
        } else if (open != null && visit.wrong <= -SURE) {
            visit.events.remove(EventKind.WRONG_WAY);
            book.end(open, object, seen.millis(), detail, observer);
        }
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
