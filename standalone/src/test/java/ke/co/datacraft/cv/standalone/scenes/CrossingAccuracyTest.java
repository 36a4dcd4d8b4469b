package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.ByteTracker;
import ke.co.datacraft.cv.inference.track.TrackerOptions;
import ke.co.datacraft.cv.inference.track.TrackerState;
import ke.co.datacraft.cv.operators.analytics.SceneAnalytics;
import ke.co.datacraft.cv.operators.analytics.SceneOptions;
import ke.co.datacraft.cv.operators.analytics.SceneState;
import ke.co.datacraft.cv.operators.analytics.TrackedFrame;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tracker and analysis of scenes against the truth, on perfect boxes. */
class CrossingAccuracyTest {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final double FPS = 10;
    private static final int FRAMES = 600;

    /** Seconds for which the tracker keeps a hidden object. */
    private static final double PATIENCE = 0.5;

    /** Stays that may differ: two alike that hide each other may change their ids. */
    private static final int MIXED_UP = 2;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Instant time(int frame) {
        return START.plusMillis(Math.round(frame * 1000 / FPS));
    }

    private static int frame(Instant time) {
        return (int) Math.round(Duration.between(START, time).toMillis() * FPS / 1000);
    }

    private static List<Detection> detections(
            TrafficTruth truth,
            int frame,
            double flicker,
            Map<Long, Integer> dropped,
            SplittableRandom random) {
        List<Detection> detections = new ArrayList<>();
        for (SceneOutline outline : truth.frame(frame)) {
            if (!TrafficTruth.isSeen(outline)) {
                continue;
            }
            boolean before = dropped.getOrDefault(outline.trackId(), -9) >= frame - 1;
            if (!before && random.nextDouble() < flicker) {
                dropped.put(outline.trackId(), frame);
                continue;
            }
            detections.add(
                    new Detection(
                            outline.kind().ordinal(), outline.kind().label(), 0.9f, outline.box()));
        }
        return detections;
    }

    private static ObservedTraffic analyse(
            TrafficTruth truth, List<ZoneDefinition> zones, double flicker, long seed) {
        ByteTracker tracker =
                new ByteTracker(
                        TrackerOptions.DEFAULT.withLostSeconds(PATIENCE).withConfirmFrames(1));
        SceneAnalytics analytics = new SceneAnalytics("t", "s", zones, SceneOptions.DEFAULT);
        TrackerState tracks = new TrackerState();
        SceneState state = new SceneState();
        ObservedTraffic observed = new ObservedTraffic();
        Map<Long, Integer> dropped = new HashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int number = 0; number < truth.frames(); number++) {
            Instant now = time(number);
            analytics.step(
                    state,
                    new TrackedFrame(
                            now,
                            new UUID(0, number),
                            "file:///" + number,
                            new ImageSize(WIDTH, HEIGHT),
                            tracker.step(
                                    tracks,
                                    now,
                                    detections(truth, number, flicker, dropped, random))),
                    observed);
        }
        analytics.finish(state, observed);
        return observed;
    }

    private static TrafficTruth truth(long seed) {
        SceneOutlines outlines = new SceneOutlines(seed, StreetPlan.CROSSING, WIDTH, HEIGHT);
        // A track goes on when its object is found in the frame in which it would have ended.
        return new TrafficTruth(
                outlines::at,
                new TrafficTruth.Watch(WIDTH, HEIGHT, FPS, FRAMES, PATIENCE + 1 / FPS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void countsAndStaysAreTheTruth(long seed) {
        TrafficTruth truth = truth(seed);
        List<ZoneDefinition> zones =
                StreetZones.of(seed, StreetPlan.CROSSING, WIDTH, HEIGHT, "s", "t");
        for (double flicker : new double[] {0, 0.05}) {
            ObservedTraffic observed = analyse(truth, zones, flicker, seed);
            assertThat(observed.open()).isZero();
            int different = 0;
            for (ZoneDefinition zone : zones) {
                String name = zone.id() + " with flicker " + flicker;
                if (zone.kind() == ZoneKind.LINE) {
                    assertThat(counted(zone, observed)).as(name).isEqualTo(crossed(zone, truth));
                } else {
                    List<TrafficTruth.Stay> stays = truth.stays(zone);
                    List<ObservedTraffic.Stay> found = observed.in(zone.id());
                    different += unmatched(stays, found, flicker == 0 ? 0 : 1);
                    assertThat(found.size())
                            .as("entries of " + name)
                            .isBetween(stays.size() - 1, stays.size() + 1);
                }
            }
            assertThat(different).as("stays with flicker " + flicker).isLessThanOrEqualTo(MIXED_UP);
        }
    }

    private static Map<String, Long> crossed(ZoneDefinition line, TrafficTruth truth) {
        return truth.crossings(line).stream()
                .collect(
                        Collectors.groupingBy(
                                crossing -> crossing.kind().label() + " " + crossing.direction(),
                                TreeMap::new,
                                Collectors.counting()));
    }

    private static Map<String, Long> counted(ZoneDefinition line, ObservedTraffic observed) {
        return observed.crossings.stream()
                .filter(crossing -> crossing.line().equals(line.id()))
                .collect(
                        Collectors.groupingBy(
                                crossing -> crossing.label() + " " + crossing.direction(),
                                TreeMap::new,
                                Collectors.counting()));
    }

    /** True stays that were not seen from the first frame to the last, give or take. */
    private static int unmatched(
            List<TrafficTruth.Stay> stays, List<ObservedTraffic.Stay> observed, int tolerance) {
        List<ObservedTraffic.Stay> left = new ArrayList<>(observed);
        int unmatched = 0;
        for (TrafficTruth.Stay stay : stays) {
            ObservedTraffic.Stay match =
                    left.stream()
                            .filter(
                                    other ->
                                            other.label().equals(stay.kind().label())
                                                    && Math.abs(
                                                                    frame(other.first())
                                                                            - stay.firstFrame())
                                                            <= tolerance
                                                    && Math.abs(
                                                                    frame(other.last())
                                                                            - stay.lastFrame())
                                                            <= tolerance)
                            .findFirst()
                            .orElse(null);
            unmatched += match == null ? 1 : 0;
            left.remove(match);
        }
        return unmatched;
    }
}
