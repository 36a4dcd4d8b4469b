package ke.co.datacraft.cv.operators.analytics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.inference.track.TrackerStep;

/**
 * A scene of 1000 by 1000 pixels, five frames per second, whose state goes through its binary form
 * after every frame.
 */
final class TestingScene implements SceneObserver {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final long FRAME_MILLIS = 200;
    private static final ImageSize SIZE = new ImageSize(1000, 1000);

    final List<AnalyticsEvent> events = new ArrayList<>();

    /** {@code frame kind zone track}, with the number of the frame. */
    final List<String> told = new ArrayList<>();

    private SceneAnalytics analytics;
    private SceneState state = new SceneState();
    private boolean kept;
    private int next;

    TestingScene(ZoneDefinition... zones) {
        define(zones);
    }

    /** From here on the state is neither written nor copied. */
    TestingScene keepState() {
        kept = true;
        return this;
    }

    void define(ZoneDefinition... zones) {
        analytics = new SceneAnalytics("acme", "gate", List.of(zones), SceneOptions.DEFAULT);
    }

    static TrackedObject object(long track, String label, double x, double bottom) {
        return new TrackedObject(
                track,
                0,
                label,
                0.9f,
                new BoundingBox((float) x - 20, (float) bottom - 60, 40, 60));
    }

    static TrackedObject car(long track, double x, double bottom) {
        return object(track, "car", x, bottom);
    }

    TestingScene frame(TrackedObject... objects) {
        return frame(List.of(objects), List.of());
    }

    TestingScene frame(List<TrackedObject> objects, List<Long> ended) {
        int number = next++;
        analytics.step(
                state,
                new TrackedFrame(
                        START.plusMillis(number * FRAME_MILLIS),
                        new UUID(0, number),
                        "file:///frames/" + number + ".jpg",
                        SIZE,
                        new TrackerStep(objects, ended)),
                this);
        state = kept ? state : roundTrip(state).copy();
        return this;
    }

    TestingScene finish() {
        analytics.finish(state, this);
        return this;
    }

    boolean isEmpty() {
        return state.isEmpty();
    }

    int stateBytes() {
        return bytes(state).length;
    }

    /** {@code type@frame} of an event kind's messages. */
    List<String> messages(EventKind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(
                        event ->
                                event.type().name().toLowerCase(Locale.ROOT)
                                        + "@"
                                        + number(
                                                event.endTime() == null
                                                        ? event.startTime()
                                                        : event.endTime()))
                .toList();
    }

    private static long number(Instant time) {
        return (time.toEpochMilli() - START.toEpochMilli()) / FRAME_MILLIS;
    }

    @Override
    public void frame(Instant time) {
        // Only what happens in it is of interest.
    }

    @Override
    public void event(AnalyticsEvent event) {
        events.add(event);
    }

    @Override
    public void present(Instant time, long trackId, String label, double x, double y) {
        told.add(number(time) + " present " + trackId);
    }

    @Override
    public void inside(Instant time, String zoneId, long trackId, String label) {
        told.add(number(time) + " inside " + zoneId + " " + trackId);
    }

    @Override
    public void entered(Instant time, String zoneId, long trackId, String label) {
        told.add(number(time) + " entered " + zoneId + " " + trackId);
    }

    @Override
    public void exited(
            Instant time, String zoneId, long trackId, String label, double dwellSeconds) {
        told.add(number(time) + " exited " + zoneId + " " + trackId + " " + dwellSeconds);
    }

    @Override
    public void crossed(
            Instant time, String lineId, long trackId, String label, CrossingDirection direction) {
        told.add(number(time) + " crossed " + lineId + " " + trackId + " " + direction);
    }

    /** What was told of a kind. */
    List<String> told(String kind) {
        return told.stream().filter(line -> line.contains(" " + kind + " ")).toList();
    }

    private static SceneState roundTrip(SceneState state) {
        try {
            return SceneState.read(new DataInputStream(new ByteArrayInputStream(bytes(state))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(SceneState state) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            state.write(new DataOutputStream(out));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
