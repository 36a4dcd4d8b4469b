package ke.co.datacraft.cv.standalone.scenes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.operators.analytics.SceneObserver;

/** Keeps what the analysis of a scene tells. */
final class ObservedTraffic implements SceneObserver {

    record Crossing(String line, String label, CrossingDirection direction, Instant time) {}

    record Stay(String zone, String label, Instant first, Instant last) {}

    final List<Crossing> crossings = new ArrayList<>();
    final List<Stay> stays = new ArrayList<>();
    final List<AnalyticsEvent> events = new ArrayList<>();
    private final Map<String, Instant> inside = new HashMap<>();

    @Override
    public void frame(Instant time) {}

    @Override
    public void event(AnalyticsEvent event) {
        events.add(event);
    }

    @Override
    public void present(Instant time, long trackId, String label, double x, double y) {}

    @Override
    public void inside(Instant time, String zoneId, long trackId, String label) {}

    @Override
    public void entered(Instant time, String zoneId, long trackId, String label) {
        if (inside.put(zoneId + "/" + trackId, time) != null) {
            throw new IllegalStateException(trackId + " entered " + zoneId + " twice");
        }
    }

    @Override
    public void exited(
            Instant time, String zoneId, long trackId, String label, double dwellSeconds) {
        Instant from = inside.remove(zoneId + "/" + trackId);
        stays.add(new Stay(zoneId, label, from, time));
        double seconds = (time.toEpochMilli() - from.toEpochMilli()) / 1000.0;
        if (seconds != dwellSeconds) {
            throw new IllegalStateException(
                    "Dwell " + dwellSeconds + " from " + from + " to " + time);
        }
    }

    @Override
    public void crossed(
            Instant time, String lineId, long trackId, String label, CrossingDirection direction) {
        crossings.add(new Crossing(lineId, label, direction, time));
    }

    /** Stays in a zone. */
    List<Stay> in(String zone) {
        return stays.stream().filter(stay -> stay.zone().equals(zone)).toList();
    }

    /** Zones that somebody is still in. */
    int open() {
        return inside.size();
    }
}
