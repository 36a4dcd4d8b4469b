package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.inference.BoundingBox;

/** Writes the messages of one source's events. */
final class EventBook {

    private final String tenantId;
    private final String sourceId;
    private final SceneOptions options;

    EventBook(String tenantId, String sourceId, SceneOptions options) {
        this.tenantId = tenantId;
        this.sourceId = sourceId;
        this.options = options;
    }

    /** What a message adds to how its object stands. */
    record Detail(CrossingDirection direction, Double speedKmh, Integer count) {

        static final Detail NONE = new Detail(null, null, null);

        static Detail crossing(CrossingDirection direction) {
            return new Detail(direction, null, null);
        }

        static Detail speed(Double kmh) {
            return new Detail(null, kmh, null);
        }

        static Detail objects(int count) {
            return new Detail(null, null, count);
        }
    }

    /** An event of an object begins. */
    OpenEvent begin(
            EventKind kind,
            String zoneId,
            ObjectState object,
            long startMillis,
            Detail detail,
            SceneObserver observer) {
        OpenEvent event =
                new OpenEvent(
                        id(kind, zoneId, Long.toString(object.trackId), startMillis),
                        kind,
                        zoneId,
                        startMillis);
        tell(event, EventType.NEW, object, object.last.millis(), detail, observer);
        return event;
    }

    void update(OpenEvent event, ObjectState object, Detail detail, SceneObserver observer) {
        tell(event, EventType.UPDATE, object, object.last.millis(), detail, observer);
    }

    /**
     * An event of an object is over.
     *
     * @param endMillis capture time at which it was
     */
    void end(
            OpenEvent event,
            ObjectState object,
            long endMillis,
            Detail detail,
            SceneObserver observer) {
        tell(event, EventType.END, object, endMillis, detail, observer);
    }

    private void tell(
            OpenEvent event,
            EventType type,
            ObjectState object,
            long millis,
            Detail detail,
            SceneObserver observer) {
        EventState after = state(event, type, object, millis, detail);
        emit(event, type, object.trackId, object.label, after, millis, observer);
    }

    /**
     * An event of an area with nobody in particular. Its id comes of when it is told: a limit that
     * is taken away and given again may find a crowd that began when the one before did.
     */
    OpenEvent beginCrowd(
            String zoneId, long startMillis, long millis, int count, SceneObserver observer) {
        OpenEvent event =
                new OpenEvent(
                        id(EventKind.CROWD, zoneId, null, millis),
                        EventKind.CROWD,
                        zoneId,
                        startMillis);
        tellCrowd(event, EventType.NEW, millis, count, observer);
        return event;
    }

    void tellCrowd(
            OpenEvent event, EventType type, long millis, int count, SceneObserver observer) {
        EventState after =
                new EventState(
                        Instant.ofEpochMilli(millis),
                        null,
                        null,
                        null,
                        null,
                        List.of(event.zoneId),
                        List.of(event.zoneId),
                        null,
                        null,
                        null,
                        seconds(millis - event.startMillis),
                        count,
                        null,
                        null);
        emit(event, type, null, null, after, millis, observer);
    }

    private void emit(
            OpenEvent event,
            EventType type,
            Long trackId,
            String label,
            EventState after,
            long millis,
            SceneObserver observer) {
        observer.event(
                new AnalyticsEvent(
                        ContractCodec.SCHEMA_VERSION,
                        event.id,
                        tenantId,
                        sourceId,
                        event.kind,
                        type,
                        event.sequence++,
                        event.zoneId,
                        trackId,
                        label,
                        Instant.ofEpochMilli(event.startMillis),
                        type == EventType.END ? Instant.ofEpochMilli(millis) : null,
                        event.told,
                        after,
                        null));
        event.told = withoutPath(after);
        event.toldMillis = millis;
    }

    private EventState state(
            OpenEvent event, EventType type, ObjectState object, long millis, Detail detail) {
        Observation seen = object.last;
        long rest = seen.millis() - object.movement.restSince();
        // The path is told when an event begins and ends: it is the largest part of a message.
        boolean whole = type != EventType.UPDATE;
        return new EventState(
                Instant.ofEpochMilli(millis),
                share(seen.confidence()),
                share(object.topConfidence),
                box(seen),
                seen.image(),
                object.currentZones(),
                object.entered,
                rest >= Math.round(1000 * options.restSeconds()),
                detail.direction(),
                detail.speedKmh(),
                seconds(millis - event.startMillis),
                detail.count(),
                whole ? path(object) : null,
                object.evidence);
    }

    private static List<List<Double>> path(ObjectState object) {
        return object.path.stream()
                .map(p -> List.of(rounded(p[0], 1e4), rounded(p[1], 1e4), rounded(p[2], 1e3)))
                .toList();
    }

    private static EventState withoutPath(EventState state) {
        return new EventState(
                state.time(),
                state.confidence(),
                state.topConfidence(),
                state.bbox(),
                state.image(),
                state.currentZones(),
                state.enteredZones(),
                state.stationary(),
                state.direction(),
                state.speedKmh(),
                state.seconds(),
                state.count(),
                null,
                state.evidence());
    }

    private UUID id(EventKind kind, String zoneId, String trackId, long startMillis) {
        return Identifiers.nameBased(
                "event",
                tenantId,
                sourceId,
                kind.name().toLowerCase(Locale.ROOT),
                zoneId,
                trackId,
                Long.toString(startMillis));
    }

    static List<Double> box(Observation seen) {
        return box(seen.box());
    }

    static List<Double> box(BoundingBox box) {
        return List.of(
                rounded(box.x(), 100),
                rounded(box.y(), 100),
                rounded(box.width(), 100),
                rounded(box.height(), 100));
    }

    /** A confidence as written: four digits say all there is. */
    static double share(float confidence) {
        return rounded(confidence, 1e4);
    }

    static double seconds(long millis) {
        return millis / 1000.0;
    }

    static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }
}
