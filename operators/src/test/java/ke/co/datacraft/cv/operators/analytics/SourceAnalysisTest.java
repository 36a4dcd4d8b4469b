package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneValidator;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Frames and zones that nobody would wish for. */
class SourceAnalysisTest {

    private static final String ALL_OF_IT = "[[0,0],[1,0],[1,1],[0,1]]";
    private static final String SPEED =
            """
            {"speed_limit_kmh": 5, "calibration": {"image": [[0,0],[1,0],[1,1],[0,1]],
             "ground": [[0,0],[100,0],[100,100],[0,100]]}}
            """;
    private static final String[] LABELS = {"car", "person", "bag"};
    private static final double[] CORNERS = {0, -0.0, 1, 0.5, 1e-7, 1 - 1e-9, 0.3, 0.7};

    private final List<AnalyticsEvent> events = new ArrayList<>();
    private final Map<UUID, CountRow> rows = new HashMap<>();
    private final Map<UUID, HeatRow> maps = new HashMap<>();
    private final SourceAnalysis.Output output =
            new SourceAnalysis.Output() {
                @Override
                public void event(AnalyticsEvent event) {
                    events.add(event);
                }

                @Override
                public void counts(SourceCounts counts) {
                    assertThat(counts.byLabel().values()).allMatch(count -> count >= 0);
                }

                @Override
                public void count(CountRow row) {
                    rows.put(row.id(), row);
                }

                @Override
                public void heat(HeatRow row) {
                    maps.put(row.id(), row);
                }

                @Override
                public void refused(String zoneId, String label) {
                    // Three classes are within every limit.
                    throw new AssertionError("refused " + zoneId + " " + label);
                }
            };

    private static SourceAnalysis analysis(List<ZoneDefinition> zones) {
        return new SourceAnalysis(
                TestingFrames.source("gate", true),
                zones,
                new SourceAnalyticsSettings(
                        Duration.ofSeconds(2),
                        false,
                        1000,
                        10,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        new SourceAnalyticsSettings.TrackingDefaults(0.1, 0.5, 3, 2)));
    }

    private static SourceFrame frame(long millis, ImageSize image, Detection... detections) {
        return new SourceFrame(
                "acme",
                "gate",
                millis,
                new UUID(0, millis),
                "file:///frames/" + millis + ".jpg",
                image,
                List.of(detections),
                new RecordOrigin("cv.results", 0, millis));
    }

    private static Detection car(float x, float y, float width, float height) {
        return new Detection(2, "car", 0.9f, new BoundingBox(x, y, width, height));
    }

    @Test
    void picturesOfAnotherSizeBeginAnewAndMoveNothing() throws Exception {
        ZoneDefinition yard = Zones.area("yard", ALL_OF_IT, node -> node.setAll(json(SPEED)));
        ZoneDefinition line = Zones.line("line", "[[0.045,0],[0.045,1]]", node -> {});
        SourceAnalysis analysis = analysis(List.of(yard, line));
        SourceState state = new SourceState();
        for (int i = 0; i < 20; i++) {
            boolean small = i < 10;
            analysis.step(
                    state,
                    small
                            ? frame(200L * i, new ImageSize(640, 480), car(10, 10, 60, 60))
                            : frame(200L * i, new ImageSize(1280, 960), car(20, 20, 120, 120)),
                    output);
        }
        analysis.finish(state, output);

        assertThat(events)
                .extracting(AnalyticsEvent::kind)
                .containsOnly(EventKind.TRACK, EventKind.ZONE);
        assertThat(events)
                .filteredOn(event -> event.kind() == EventKind.TRACK)
                .filteredOn(event -> event.type() == EventType.END)
                .extracting(event -> event.trackId() + " " + event.endTime().toEpochMilli())
                .containsExactly("1 1800", "2 3800");
        assertExactlyOneEnd();
    }

    @Test
    void whatWasMissedInASmallerPictureIsNotMissedInALargerOne() {
        ZoneDefinition yard =
                Zones.area("yard", ALL_OF_IT, node -> node.put("removed_object_seconds", 5));
        SourceAnalysis analysis = analysis(List.of(yard));
        SourceState state = new SourceState();
        ImageSize small = new ImageSize(640, 480);
        for (int i = 0; i < 75; i++) {
            analysis.step(state, frame(200L * i, small, car(10, 10, 60, 60)), output);
        }
        for (int i = 75; i < 90; i++) {
            analysis.step(state, frame(200L * i, small), output);
        }
        for (int i = 90; i < 150; i++) {
            analysis.step(
                    state,
                    frame(200L * i, new ImageSize(1280, 960), car(20, 20, 120, 120)),
                    output);
        }
        analysis.finish(state, output);

        assertThat(events)
                .extracting(AnalyticsEvent::kind)
                .contains(EventKind.TRACK)
                .doesNotContain(EventKind.REMOVED_OBJECT);
    }

    @Property(tries = 100, seed = "20260304")
    void nothingStopsTheAnalysisOrSpoilsItsNumbers(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        events.clear();
        rows.clear();
        maps.clear();
        SourceAnalysis analysis = analysis(zones(random));
        SourceState state = new SourceState();
        long millis = Math.abs(random.nextLong()) % 4_000_000_000_000L;
        ImageSize image = new ImageSize(1 + random.nextInt(2000), 1 + random.nextInt(2000));
        Detection[] last = {};
        for (int i = 0; i < 60; i++) {
            millis += 1 + random.nextInt(random.nextInt(10) == 0 ? 100_000 : 400);
            if (random.nextInt(30) == 0) {
                image = new ImageSize(1 + random.nextInt(2000), 1 + random.nextInt(2000));
            }
            if (random.nextInt(20) == 0) {
                analysis = analysis(zones(random));
            }
            if (random.nextInt(30) == 0) {
                analysis.finish(state, output);
            }
            last = moved(last, image, random);
            analysis.step(state, frame(millis, image, last), output);
            state = roundTrip(state);
        }
        analysis.finish(state, output);

        assertExactlyOneEnd();
        assertNumbers();
        assertThat(state.scene.isEmpty()).isTrue();
        assertThat(state.tracks.isEmpty()).isTrue();
    }

    /** Also under its id, which a second event of the same would have, too. */
    private void assertExactlyOneEnd() {
        Map<UUID, List<EventType>> types = new HashMap<>();
        events.forEach(
                event ->
                        types.computeIfAbsent(event.id(), id -> new ArrayList<>())
                                .add(event.type()));
        assertThat(types.values())
                .allSatisfy(
                        list -> {
                            assertThat(list.get(0)).isEqualTo(EventType.NEW);
                            assertThat(list.get(list.size() - 1)).isEqualTo(EventType.END);
                            assertThat(list.stream().filter(EventType.NEW::equals)).hasSize(1);
                            assertThat(list.stream().filter(EventType.END::equals)).hasSize(1);
                        });
    }

    private void assertNumbers() {
        for (AnalyticsEvent event : events) {
            Stream.of(
                            event.after().topConfidence(),
                            event.after().seconds(),
                            event.after().speedKmh())
                    .filter(number -> number != null)
                    .forEach(number -> assertThat(number).isFinite().isNotNegative());
            assertThat(event.after().path())
                    .allSatisfy(point -> assertThat(point).allMatch(Double::isFinite));
            if (event.endTime() != null) {
                assertThat(event.endTime()).isAfterOrEqualTo(event.startTime());
            }
        }
        for (CountRow row : rows.values()) {
            assertThat(row.occupancyMean()).isBetween(0.0, (double) row.occupancyMax());
            assertThat(row.countOut()).isNotNegative();
            Stream.of(
                            row.dwellMeanSeconds(),
                            row.dwellP50Seconds(),
                            row.dwellP90Seconds(),
                            row.dwellMaxSeconds())
                    .filter(seconds -> seconds != null)
                    .forEach(seconds -> assertThat(seconds).isFinite().isNotNegative());
        }
        assertThat(maps.values())
                .allSatisfy(map -> assertThat(map.cells()).allMatch(cell -> cell >= 0));
    }

    /** Mostly near where they were, so that there are tracks; now and then anywhere. */
    private static Detection[] moved(Detection[] last, ImageSize image, Random random) {
        List<Detection> next = new ArrayList<>();
        for (Detection one : last) {
            BoundingBox box = one.box();
            if (random.nextInt(15) > 0) {
                next.add(
                        new Detection(
                                0,
                                one.label(),
                                random.nextFloat(),
                                new BoundingBox(
                                        box.x() + box.width() * (random.nextFloat() - 0.5f) / 2,
                                        box.y() + box.height() * (random.nextFloat() - 0.5f) / 2,
                                        box.width(),
                                        box.height())));
            }
        }
        while (next.size() < 4 && random.nextInt(3) > 0) {
            float far = random.nextInt(8) == 0 ? 1e6f : 1;
            next.add(
                    new Detection(
                            0,
                            LABELS[random.nextInt(LABELS.length)],
                            random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat(),
                            new BoundingBox(
                                    (random.nextFloat() * 1.4f - 0.2f) * image.width() * far % 1e6f,
                                    (random.nextFloat() * 1.4f - 0.2f)
                                            * image.height()
                                            * far
                                            % 1e6f,
                                    random.nextInt(5) == 0
                                            ? 0
                                            : random.nextFloat() * 300 * far % 1e6f,
                                    random.nextInt(5) == 0 ? 0 : random.nextFloat() * 300)));
        }
        return next.toArray(Detection[]::new);
    }

    /**
     * Whatever the validator lets pass: crossing itself, in a line but for little, at the edges.
     */
    private static List<ZoneDefinition> zones(Random random) {
        List<ZoneDefinition> zones = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean isLine = random.nextInt(3) == 0;
            List<String> points = new ArrayList<>();
            for (int k = isLine ? 2 : 3 + random.nextInt(6); k > 0; k--) {
                points.add("[" + share(random) + "," + share(random) + "]");
            }
            ZoneDefinition zone =
                    isLine
                            ? Zones.line("z" + i, points.toString(), node -> {})
                            : Zones.area(
                                    "z" + i,
                                    points.toString(),
                                    node -> {
                                        node.put("inertia", 1 + random.nextInt(3));
                                        node.put("loitering_seconds", random.nextInt(3));
                                        node.put("stationary_seconds", random.nextInt(3));
                                        node.put("left_object_seconds", random.nextInt(3));
                                        node.put("removed_object_seconds", random.nextInt(3));
                                        node.putObject("crowd")
                                                .put("more_than", random.nextInt(3))
                                                .put("seconds", random.nextInt(2));
                                        node.set("travel", json(travel(random)));
                                        if (random.nextBoolean()) {
                                            node.setAll(json(SPEED));
                                        }
                                    });
            try {
                ZoneValidator.validate(DefinitionKeys.key("acme", zone.id()), zone);
                zones.add(zone);
            } catch (ContractException e) {
                // Refused where it comes in.
            }
        }
        return zones;
    }

    private static String travel(Random random) {
        return "{\"from\": [%s, %s], \"to\": [%s, %s], \"tolerance_degrees\": 45}"
                .formatted(share(random), share(random), share(random), share(random));
    }

    private static String share(Random random) {
        return Double.toString(
                random.nextBoolean()
                        ? random.nextDouble()
                        : CORNERS[random.nextInt(CORNERS.length)]);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) ContractCodec.tree(text.getBytes(StandardCharsets.UTF_8));
        } catch (ContractException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SourceState roundTrip(SourceState state) throws Exception {
        SourceState.Form form = new SourceState.Form();
        DataOutputSerializer out = new DataOutputSerializer(1024);
        form.write(state, out);
        return form.copy(form.read(new DataInputDeserializer(out.getCopyOfBuffer())));
    }
}
