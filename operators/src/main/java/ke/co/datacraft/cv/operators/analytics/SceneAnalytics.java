package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.track.TrackedObject;

/**
 * What happens before one source, frame by frame: areas, lines, and the events of objects. A
 * function of the frames in their order and of the definitions: the same ones give the same
 * messages and ids.
 *
 * <p>An object counts once it was seen in enough frames, surely enough in the middle: one false
 * frame makes no event. What it did before is made good then, with its true times, so that nothing
 * is missing from the counts of one that is real.
 *
 * <p>For one thread. Zones are prepared once per size of picture.
 */
public final class SceneAnalytics {

    private final List<ZoneDefinition> definitions;
    private final SceneOptions options;
    private final EventBook book;
    private final ZoneWatch zoneWatch;
    private final LineWatch lineWatch;
    private final CrowdWatch crowdWatch;
    private final AbsenceWatch absenceWatch;
    private final Map<String, String> shapes = new TreeMap<>();
    private ImageSize size;
    private List<CompiledZone> zones = List.of();

    /**
     * The analysis of a source.
     *
     * @param zones its zones and lines; those that are not enabled are left out
     */
    public SceneAnalytics(
            String tenantId, String sourceId, List<ZoneDefinition> zones, SceneOptions options) {
        this.definitions =
                zones.stream()
                        .filter(ZoneDefinition::enabled)
                        .sorted((one, other) -> one.id().compareTo(other.id()))
                        .toList();
        this.options = options;
        this.book = new EventBook(tenantId, sourceId, options);
        this.zoneWatch = new ZoneWatch(book);
        this.lineWatch = new LineWatch(book);
        this.crowdWatch = new CrowdWatch(book);
        this.absenceWatch = new AbsenceWatch(book, definitions, options);
        definitions.forEach(zone -> shapes.put(zone.id(), CompiledZone.shape(zone)));
    }

    /**
     * Takes the next frame in.
     *
     * @param state of the source; changed
     * @param observer told what happens
     */
    public void step(SceneState state, TrackedFrame frame, SceneObserver observer) {
        long now = frame.captureTime().toEpochMilli();
        observer.frame(frame.captureTime());
        compile(frame.image());
        retire(state, observer);
        state.lastMillis = now;
        List<BoundingBox> persons = new ArrayList<>();
        for (TrackedObject object : frame.tracks().observed()) {
            if (Persons.isPerson(object.label())) {
                persons.add(object.box());
            }
        }
        for (TrackedObject object : frame.tracks().observed()) {
            see(state, frame, object, persons, observer);
        }
        frame.tracks().ended().forEach(id -> close(state, id, observer));
        for (CompiledZone zone : zones) {
            if (zone.area != null) {
                crowdWatch.observe(zone, state, now, observer);
            }
        }
        absenceWatch.observe(state, frame, observer);
    }

    /**
     * The source is gone, or silent for long: everything that goes on ends at the last frame.
     *
     * @param state empty then
     */
    public void finish(SceneState state, SceneObserver observer) {
        for (Long id : List.copyOf(state.objects.keySet())) {
            close(state, id, observer);
        }
        for (String zone : List.copyOf(state.crowds.keySet())) {
            crowdWatch.end(zone, state, state.lastMillis, observer);
        }
        state.ghosts.clear();
        state.shapes.clear();
    }

    private void compile(ImageSize image) {
        if (!image.equals(size)) {
            size = image;
            zones = definitions.stream().map(zone -> new CompiledZone(zone, image)).toList();
        }
    }

    /** A zone that is gone or has another shape is left by all, at their last frame. */
    private void retire(SceneState state, SceneObserver observer) {
        if (state.shapes.equals(shapes)) {
            return;
        }
        for (Map.Entry<String, String> old : Map.copyOf(state.shapes).entrySet()) {
            String zone = old.getKey();
            if (old.getValue().equals(shapes.get(zone))) {
                continue;
            }
            for (ObjectState object : state.objects.values()) {
                ZoneVisit visit = object.visits.get(zone);
                if (visit != null) {
                    zoneWatch.leave(zone, object, visit, observer);
                }
                object.sides.remove(zone);
            }
            crowdWatch.end(zone, state, state.lastMillis, observer);
            state.ghosts.removeIf(ghost -> ghost.zoneId().equals(zone));
        }
        state.shapes.clear();
        state.shapes.putAll(shapes);
    }

    private void see(
            SceneState state,
            TrackedFrame frame,
            TrackedObject tracked,
            List<BoundingBox> persons,
            SceneObserver observer) {
        ObjectState object =
                state.objects.computeIfAbsent(
                        tracked.trackId(), id -> new ObjectState(id, tracked.label()));
        Observation seen =
                new Observation(
                        frame.captureTime().toEpochMilli(),
                        frame.imageId(),
                        frame.uri(),
                        frame.image(),
                        tracked.confidence(),
                        tracked.box());
        object.see(seen, options);
        if (Persons.isNear(persons, seen)) {
            object.personMillis = seen.millis();
        }
        if (object.counted) {
            follow(object, seen, observer);
            return;
        }
        object.pending.add(seen);
        if (object.pending.size() > options.pendingFrames()) {
            object.pending.remove(0);
        }
        if (object.frames >= options.eventFrames() && object.isSure(options.eventConfidence())) {
            count(object, observer);
        }
    }

    /** From here on it counts, and so does what it did before. */
    private void count(ObjectState object, SceneObserver observer) {
        object.counted = true;
        for (Observation seen : object.pending) {
            observe(object, seen, observer);
        }
        object.pending.clear();
        object.event =
                book.begin(
                        EventKind.TRACK,
                        null,
                        object,
                        object.firstMillis,
                        EventBook.Detail.NONE,
                        observer);
        object.toldWorth = object.evidenceWorth;
    }

    private void follow(ObjectState object, Observation seen, SceneObserver observer) {
        observe(object, seen, observer);
        OpenEvent event = object.event;
        boolean stationary =
                seen.millis() - object.movement.restSince()
                        >= Math.round(1000 * options.restSeconds());
        boolean changed =
                !object.currentZones().equals(event.told.currentZones())
                        || stationary != Boolean.TRUE.equals(event.told.stationary());
        boolean better =
                seen.millis() - event.toldMillis >= Math.round(1000 * options.updateSeconds())
                        && object.evidenceWorth > options.betterEvidence() * object.toldWorth;
        if (changed || better) {
            book.update(event, object, EventBook.Detail.NONE, observer);
            object.toldWorth = object.evidenceWorth;
        }
    }

    private void observe(ObjectState object, Observation seen, SceneObserver observer) {
        object.movement.observe(seen);
        observer.present(
                Instant.ofEpochMilli(seen.millis()),
                object.trackId,
                object.label,
                seen.centerX() / seen.image().width(),
                ((double) seen.box().y() + seen.box().height()) / seen.image().height());
        for (CompiledZone zone : zones) {
            if (zone.definition.kind() == ZoneKind.LINE) {
                lineWatch.observe(zone, object, seen, observer);
            } else {
                zoneWatch.observe(zone, object, seen, observer);
            }
        }
    }

    private void close(SceneState state, long trackId, SceneObserver observer) {
        ObjectState object = state.objects.remove(trackId);
        if (object == null || !object.counted) {
            return;
        }
        for (String zone : List.copyOf(object.visits.keySet())) {
            ZoneVisit visit = object.visits.get(zone);
            absenceWatch.gone(zone, object, visit, state);
            zoneWatch.leave(zone, object, visit, observer);
        }
        book.end(object.event, object, object.last.millis(), EventBook.Detail.NONE, observer);
    }
}
