package ke.co.datacraft.cv.operators.analytics;

import static ke.co.datacraft.cv.operators.analytics.TestingScene.car;
import static ke.co.datacraft.cv.operators.analytics.TestingScene.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SceneAnalyticsTest {

    private static final ZoneDefinition MIDDLE = Zones.middle(zone -> {});

    private TestingScene scene = new TestingScene(MIDDLE);

    @AfterEach
    void everyEventEndsOnceAndNothingIsLeft() {
        scene.finish();
        assertThat(scene.isEmpty()).isTrue();
        scene.events.stream()
                .map(AnalyticsEvent::id)
                .distinct()
                .forEach(
                        id -> {
                            List<AnalyticsEvent> messages =
                                    scene.events.stream()
                                            .filter(event -> event.id().equals(id))
                                            .toList();
                            for (int i = 0; i < messages.size(); i++) {
                                AnalyticsEvent message = messages.get(i);
                                boolean first = i == 0;
                                boolean last = i == messages.size() - 1;
                                assertThat(message.sequence()).isEqualTo(i);
                                assertThat(message.type() == EventType.NEW).isEqualTo(first);
                                assertThat(message.type() == EventType.END).isEqualTo(last);
                                assertThat(message.before() == null).isEqualTo(first);
                            }
                        });
    }

    @Test
    void aStayIsFromTheFirstFrameInsideToTheLast() {
        // Inside from 300 to 700, that is from frame 3 to frame 7.
        drive(1, 0, 11);
        assertThat(scene.told("entered")).containsExactly("3 entered middle 1");
        assertThat(scene.told("exited")).containsExactly("7 exited middle 1 0.8");
        assertThat(scene.told("inside")).hasSize(5);
        assertThat(scene.messages(EventKind.ZONE)).containsExactly("new@3", "end@7");
    }

    @Test
    void oneFrameOutsideOrUnseenEndsNoStay() {
        for (int frame = 0; frame < 12; frame++) {
            if (frame == 6) {
                scene.frame();
            } else {
                scene.frame(car(1, frame == 4 ? 900 : 500, 500));
            }
        }
        scene.finish();
        assertThat(scene.told("entered")).containsExactly("0 entered middle 1");
        assertThat(scene.told("exited")).containsExactly("11 exited middle 1 2.2");
    }

    @Test
    void aTouchShorterThanTheInertiaIsNoStay() {
        for (int frame = 0; frame < 10; frame++) {
            scene.frame(car(1, frame == 4 || frame == 5 ? 500 : 900, 500));
        }
        assertThat(scene.told("entered")).isEmpty();
        assertThat(scene.messages(EventKind.ZONE)).isEmpty();
    }

    @Test
    void reEntryIsAnotherStay() {
        for (int frame = 0; frame < 18; frame++) {
            scene.frame(car(1, frame < 6 || frame >= 12 ? 500 : 900, 500));
        }
        scene.finish();
        assertThat(scene.told("entered"))
                .containsExactly("0 entered middle 1", "12 entered middle 1");
        assertThat(scene.events.stream().filter(e -> e.kind() == EventKind.ZONE).toList())
                .hasSize(4)
                .extracting(AnalyticsEvent::id)
                .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(2));
    }

    @Test
    void aSingleFalseFrameMakesNoEvent() {
        scene.frame(car(1, 500, 500)).frame().frame(List.of(), List.of(1L));
        assertThat(scene.events).isEmpty();
        assertThat(scene.told).isEmpty();
        assertThat(scene.isEmpty()).isTrue();
    }

    @Test
    void doubtfulObjectsMakeNoEventUntilTheyAreSureAndLoseNothingThen() {
        for (int frame = 0; frame < 12; frame++) {
            float confidence = frame < 4 ? 0.3f : 0.9f;
            scene.frame(
                    new TrackedObject(
                            1,
                            0,
                            "car",
                            confidence,
                            new BoundingBox(100 * frame - 20, 440, 40, 60)));
            if (frame < 7) {
                assertThat(scene.events).isEmpty();
            }
        }
        assertThat(scene.told("entered")).containsExactly("3 entered middle 1");
        assertThat(scene.told("present")).hasSize(12);
    }

    @Test
    void aTrackEventTellsWhereItsObjectHasBeen() {
        drive(1, 0, 11);
        scene.frame(List.of(), List.of(1L));
        List<AnalyticsEvent> track =
                scene.events.stream().filter(e -> e.kind() == EventKind.TRACK).toList();
        AnalyticsEvent end = track.get(track.size() - 1);
        assertThat(end.type()).isEqualTo(EventType.END);
        assertThat(end.after().enteredZones()).containsExactly("middle");
        assertThat(end.after().currentZones()).isEmpty();
        assertThat(end.after().path()).hasSize(11);
        assertThat(end.after().path().get(10)).containsExactly(1.0, 0.5, 2.0);
        assertThat(end.after().evidence().uri()).startsWith("file:///frames/");
        assertThat(track)
                .filteredOn(event -> event.type() == EventType.UPDATE)
                .extracting(event -> event.after().currentZones())
                .containsExactly(List.of("middle"), List.of());
    }

    @Test
    void messagesTellWhatWasToldBeforeAndTheHighestConfidenceSoFar() {
        float[] confidences = {0.6f, 0.8f, 0.7f, 0.95f, 0.5f, 0.6f, 0.7f, 0.6f, 0.9f, 0.6f, 0.7f};
        for (int i = 0; i < confidences.length; i++) {
            BoundingBox box = new BoundingBox(i * 100 - 20, 440, 40, 60);
            scene.frame(new TrackedObject(1, 0, "car", confidences[i], box));
        }
        scene.frame(List.of(), List.of(1L));

        List<AnalyticsEvent> track =
                scene.events.stream().filter(e -> e.kind() == EventKind.TRACK).toList();
        assertThat(track).hasSizeGreaterThan(2);
        for (int i = 1; i < track.size(); i++) {
            EventState before = track.get(i).before();
            EventState after = track.get(i - 1).after();
            assertThat(before.path()).isEmpty();
            assertThat(before).usingRecursiveComparison().ignoringFields("path").isEqualTo(after);
        }
        assertThat(track.get(0).before()).isNull();
        assertThat(track.get(0).after().topConfidence()).as("of three frames").isEqualTo(0.8);
        assertThat(track.get(0).after().confidence()).isEqualTo(0.7);
        assertThat(track.get(track.size() - 1).after().topConfidence()).isEqualTo(0.95);
    }

    @Test
    void theAnchorIsThePlaceOfAnObject() {
        Map<String, double[]> places =
                Map.of(
                        "bottom_center", new double[] {0.5, 0.5},
                        "center", new double[] {0.5, 0.4},
                        "top_center", new double[] {0.5, 0.3},
                        "bottom_left", new double[] {0.4, 0.5},
                        "bottom_right", new double[] {0.6, 0.5});
        List<ZoneDefinition> zones = new ArrayList<>();
        places.forEach(
                (place, at) ->
                        places.keySet()
                                .forEach(
                                        anchor ->
                                                zones.add(
                                                        Zones.area(
                                                                anchor + "-at-" + place,
                                                                around(at),
                                                                zone ->
                                                                        zone.put(
                                                                                "anchor",
                                                                                anchor)))));
        scene = new TestingScene(zones.toArray(ZoneDefinition[]::new));
        for (int frame = 0; frame < 5; frame++) {
            scene.frame(new TrackedObject(1, 0, "car", 0.9f, new BoundingBox(400, 300, 200, 200)));
        }

        assertThat(scene.told("entered"))
                .extracting(line -> line.split(" ")[2])
                .containsExactlyInAnyOrderElementsOf(
                        places.keySet().stream().map(name -> name + "-at-" + name).toList());
    }

    private static String around(double[] at) {
        double left = at[0] - 0.02;
        double right = at[0] + 0.02;
        double top = at[1] - 0.02;
        double bottom = at[1] + 0.02;
        return List.of(
                        List.of(left, top),
                        List.of(right, top),
                        List.of(right, bottom),
                        List.of(left, bottom))
                .toString();
    }

    @Test
    void whatIsTooSmallOrTooDoubtfulForAZoneIsNotInIt() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone ->
                                        zone.putObject("filter")
                                                .put("min_area", 0.0025)
                                                .put("min_confidence", 0.7)));
        for (int frame = 0; frame < 5; frame++) {
            scene.frame(
                    new TrackedObject(1, 0, "car", 0.7f, new BoundingBox(450, 450, 50, 50)),
                    new TrackedObject(2, 0, "car", 0.9f, new BoundingBox(450, 450, 50, 49)),
                    new TrackedObject(3, 0, "car", 0.69f, new BoundingBox(450, 450, 50, 50)));
        }
        assertThat(scene.told("entered")).containsExactly("0 entered middle 1");
    }

    @Test
    void filtersDecideWhatAZoneLooksAt() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone ->
                                        zone.putObject("filter")
                                                .put("max_area", 0.01)
                                                .putArray("labels")
                                                .add("car")));
        for (int frame = 0; frame < 5; frame++) {
            scene.frame(
                    car(1, 500, 500),
                    object(2, "person", 500, 500),
                    new TrackedObject(3, 0, "car", 0.9f, new BoundingBox(400, 300, 200, 200)));
        }
        assertThat(scene.told("entered")).containsExactly("0 entered middle 1");
    }

    @Test
    void loiteringBeginsWhenTheTimeIsUpAndEndsWithTheStay() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("loitering_seconds", 2)));
        for (int frame = 0; frame < 20; frame++) {
            scene.frame(object(1, "person", frame < 15 ? 500 + 5 * frame : 900, 500));
            boolean due = frame >= 10;
            assertThat(scene.messages(EventKind.LOITERING).isEmpty()).isEqualTo(!due);
        }
        assertThat(scene.messages(EventKind.LOITERING)).containsExactly("new@0", "end@14");
    }

    @Test
    void whatRestsIsStationaryUntilItMoves() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("stationary_seconds", 1)));
        for (int frame = 0; frame < 20; frame++) {
            double tremble = frame % 2;
            scene.frame(car(1, frame < 12 ? 500 + tremble : 500 + 30 * (frame - 11), 500));
        }
        assertThat(scene.messages(EventKind.STATIONARY)).containsExactly("new@0", "end@12");
    }

    @Test
    void whatIsHiddenInPartStillRests() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("stationary_seconds", 1)));
        for (int frame = 0; frame < 20; frame++) {
            // Something passes before its right half: its box shrinks and its middle shifts.
            int width = frame >= 8 && frame < 14 ? 40 : 80;
            scene.frame(new TrackedObject(1, 0, "car", 0.9f, new BoundingBox(460, 440, width, 60)));
        }
        assertThat(scene.messages(EventKind.STATIONARY)).containsExactly("new@0");
    }

    @Test
    void whatComesCloserDoesNotRest() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("stationary_seconds", 1)));
        for (int frame = 0; frame < 20; frame++) {
            int grown = (int) (20 * Math.pow(1.1, frame)) - 20;
            scene.frame(
                    new TrackedObject(
                            1,
                            0,
                            "car",
                            0.9f,
                            new BoundingBox(
                                    480 - grown, 480 - grown, 40 + 2 * grown, 40 + 2 * grown)));
        }
        assertThat(scene.messages(EventKind.STATIONARY)).isEmpty();
    }

    @Test
    void aBagBesideItsOwnerIsNotLeft() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("left_object_seconds", 2)));
        for (int frame = 0; frame < 30; frame++) {
            String owner = frame < 15 ? "person" : "pedestrian";
            scene.frame(
                    object(frame < 15 ? 1 : 3, owner, 540, 500), object(2, "suitcase", 500, 500));
        }
        assertThat(scene.messages(EventKind.LEFT_OBJECT)).isEmpty();
    }

    @Test
    void aBagThatIsLeftIsToldWhenItsOwnerIsAway() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("left_object_seconds", 2)));
        for (int frame = 0; frame < 30; frame++) {
            scene.frame(
                    object(1, "person", 520 + (frame < 6 ? 0 : 60 * (frame - 6)), 520),
                    object(2, "suitcase", 500, 500));
        }
        List<String> left = scene.messages(EventKind.LEFT_OBJECT);
        assertThat(left).hasSize(1);
        assertThat(left.get(0)).startsWith("new@");
        assertThat(Integer.parseInt(left.get(0).substring(4))).isBetween(7, 10);
    }

    @Test
    void whatStoodThereAndIsGoneIsRemoved() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("removed_object_seconds", 2)));
        for (int frame = 0; frame < 60; frame++) {
            scene.frame(car(1, 500, 500));
        }
        scene.frame(List.of(), List.of(1L));
        for (int frame = 0; frame < 8; frame++) {
            assertThat(scene.messages(EventKind.REMOVED_OBJECT)).isEmpty();
            scene.frame();
        }
        scene.frame();
        assertThat(scene.messages(EventKind.REMOVED_OBJECT)).containsExactly("new@59", "end@59");
    }

    @Test
    void whatIsSeenAgainAtItsPlaceWasNotRemoved() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("removed_object_seconds", 2)));
        for (int frame = 0; frame < 60; frame++) {
            scene.frame(car(1, 500, 500));
        }
        scene.frame(List.of(), List.of(1L));
        for (int frame = 0; frame < 20; frame++) {
            scene.frame(car(2, 501, 500));
        }
        assertThat(scene.messages(EventKind.REMOVED_OBJECT)).isEmpty();
    }

    @Test
    void whatIsHiddenWasNotRemovedUntilItsPlaceIsSeenWithoutIt() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("removed_object_seconds", 2)));
        TrackedObject lorry =
                new TrackedObject(2, 0, "lorry", 0.9f, new BoundingBox(400, 300, 250, 250));
        for (int frame = 0; frame < 60; frame++) {
            scene.frame(car(1, 500, 500));
        }
        scene.frame(List.of(lorry), List.of(1L));
        for (int frame = 0; frame < 30; frame++) {
            scene.frame(lorry);
        }
        for (int frame = 0; frame < 9; frame++) {
            assertThat(scene.messages(EventKind.REMOVED_OBJECT)).isEmpty();
            scene.frame();
        }
        scene.frame();
        assertThat(scene.messages(EventKind.REMOVED_OBJECT)).containsExactly("new@59", "end@59");
    }

    @Test
    void whatIsMissedIsForgottenWithItsSource() {
        scene = new TestingScene(Zones.middle(zone -> zone.put("removed_object_seconds", 600)));
        for (int frame = 0; frame < 60; frame++) {
            scene.frame(car(1, 500, 500));
        }
        scene.frame(List.of(), List.of(1L));
        assertThat(scene.isEmpty()).isFalse();
        scene.finish();
        assertThat(scene.isEmpty()).isTrue();
        assertThat(scene.messages(EventKind.REMOVED_OBJECT)).isEmpty();
    }

    @Test
    void aBadBoxNeitherEndsNorDelaysACrowd() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone ->
                                        zone.putObject("crowd")
                                                .put("more_than", 2)
                                                .put("seconds", 1)));
        for (int frame = 0; frame < 20; frame++) {
            double third = frame == 4 || frame == 12 ? 900 : 600;
            scene.frame(car(1, 400, 500), car(2, 500, 500), car(3, third, 500));
            assertThat(scene.messages(EventKind.CROWD).isEmpty()).isEqualTo(frame < 5);
        }
        assertThat(scene.messages(EventKind.CROWD)).containsExactly("new@0");
    }

    @Test
    void aCrowdIsAsOldAsTheOneThatWasTooMany() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone ->
                                        zone.putObject("crowd")
                                                .put("more_than", 2)
                                                .put("seconds", 2)));
        // They come one after another; the first goes before the crowd is told of.
        for (int frame = 0; frame < 24; frame++) {
            List<TrackedObject> objects = new ArrayList<>();
            for (int track = 1; track <= 4; track++) {
                double x = frame < 3 * (track - 1) || (track == 1 && frame >= 10) ? 900 : 400;
                objects.add(car(track, x, 400 + 60 * track));
            }
            scene.frame(objects, List.of());
            assertThat(scene.messages(EventKind.CROWD).isEmpty()).isEqualTo(frame < 16);
        }
        assertThat(scene.messages(EventKind.CROWD)).containsExactly("new@6");
    }

    @Test
    void aCrowdBeginsAndEndsAfterItsTime() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone ->
                                        zone.putObject("crowd")
                                                .put("more_than", 2)
                                                .put("seconds", 1)));
        for (int frame = 0; frame < 30; frame++) {
            double third = frame < 15 ? 600 : 900;
            scene.frame(car(1, 400, 500), car(2, 500, 500), car(3, third, 500));
        }
        assertThat(scene.messages(EventKind.CROWD)).containsExactly("new@0", "end@15");
        assertThat(scene.events.stream().filter(e -> e.kind() == EventKind.CROWD).toList())
                .extracting(event -> event.after().count())
                .containsExactly(3, 3);
    }

    @Test
    void speedIsThatOnTheGround() {
        // The picture is 100 metres wide and high: 40 pixels in 200 ms are 20 m/s, 72 km/h.
        scene = new TestingScene(Zones.middle(SceneAnalyticsTest::calibrate));
        for (int frame = 0; frame < 25; frame++) {
            scene.frame(car(1, 40 * frame, 500));
        }
        AnalyticsEvent speeding =
                scene.events.stream()
                        .filter(event -> event.kind() == EventKind.SPEEDING)
                        .findFirst()
                        .orElseThrow();
        assertThat(speeding.after().speedKmh()).isEqualTo(72.0);
        TestingScene slow = new TestingScene(Zones.middle(SceneAnalyticsTest::calibrate));
        for (int frame = 0; frame < 60; frame++) {
            slow.frame(car(1, 20 * frame, 500));
        }
        assertThat(slow.messages(EventKind.SPEEDING)).isEmpty();
    }

    @Test
    void speedingBeganWhenItDidHoweverLateItsObjectCounts() {
        TestingScene sure = new TestingScene(Zones.middle(SceneAnalyticsTest::calibrate));
        TestingScene doubtful = new TestingScene(Zones.middle(SceneAnalyticsTest::calibrate));
        for (int frame = 0; frame < 25; frame++) {
            BoundingBox box = new BoundingBox(40 * frame - 20, 440, 40, 60);
            sure.frame(new TrackedObject(1, 0, "car", 0.9f, box));
            doubtful.frame(new TrackedObject(1, 0, "car", frame < 12 ? 0.4f : 0.9f, box));
        }
        assertThat(doubtful.messages(EventKind.SPEEDING))
                .isEqualTo(sure.messages(EventKind.SPEEDING))
                .hasSize(2);
    }

    private static void calibrate(com.fasterxml.jackson.databind.node.ObjectNode zone) {
        zone.put("speed_limit_kmh", 50);
        var calibration = zone.putObject("calibration");
        for (String side : List.of("image", "ground")) {
            double scale = side.equals("ground") ? 100 : 1;
            var points = calibration.putArray(side);
            points.addArray().add(0.0).add(0.0);
            points.addArray().add(scale).add(0.0);
            points.addArray().add(scale).add(scale);
            points.addArray().add(0.0).add(scale);
        }
    }

    @Test
    void againstTheDirectionIsTheWrongWay() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone -> {
                                    var travel = zone.putObject("travel");
                                    travel.putArray("from").add(0.3).add(0.5);
                                    travel.putArray("to").add(0.7).add(0.5);
                                }));
        for (int frame = 0; frame < 20; frame++) {
            scene.frame(car(1, 40 * frame, 400), car(2, 800 - 40 * frame, 600));
        }
        assertThat(scene.events.stream().filter(e -> e.kind() == EventKind.WRONG_WAY).toList())
                .extracting(AnalyticsEvent::trackId)
                .containsOnly(2L);
    }

    @Test
    void oneStepBackIsNotTheWrongWay() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone -> {
                                    var travel = zone.putObject("travel");
                                    travel.putArray("from").add(0.3).add(0.5);
                                    travel.putArray("to").add(0.7).add(0.5);
                                }));
        for (int frame = 0; frame < 20; frame++) {
            double slip = frame == 12 ? 300 : 0;
            scene.frame(car(1, 40 * frame - slip, 400), car(2, 800 - 40 * frame + slip, 600));
        }
        assertThat(scene.messages(EventKind.WRONG_WAY)).hasSize(2);
    }

    @Test
    void aTrackBeginsWithItsFirstFrameThoughItIsToldOfLater() {
        drive(1, 0, 5);
        AnalyticsEvent track =
                scene.events.stream()
                        .filter(event -> event.kind() == EventKind.TRACK)
                        .findFirst()
                        .orElseThrow();
        assertThat(track.startTime()).isEqualTo(TestingScene.START);
        assertThat(track.after().time()).isEqualTo(TestingScene.START.plusMillis(400));
    }

    @Test
    void aBetterFrameIsToldOfButNotEveryTime() {
        scene = new TestingScene();
        for (int frame = 0; frame < 80; frame++) {
            int size = 40 + 4 * Math.min(30, frame);
            scene.frame(
                    new TrackedObject(
                            1, 0, "car", 0.9f, new BoundingBox(100 + 8 * frame, 300, size, size)));
        }
        scene.finish();
        List<AnalyticsEvent> updates =
                scene.events.stream().filter(event -> event.type() == EventType.UPDATE).toList();
        assertThat(updates).hasSize(1);
        AnalyticsEvent end = scene.events.get(scene.events.size() - 1);
        assertThat(end.after().evidence().uri()).isEqualTo("file:///frames/30.jpg");
    }

    @Test
    void aFrameThatCutsAnObjectIsNoBetter() {
        scene = new TestingScene();
        for (int frame = 0; frame < 10; frame++) {
            int size = frame == 5 ? 120 : 100;
            scene.frame(
                    new TrackedObject(
                            1,
                            0,
                            "car",
                            0.9f,
                            new BoundingBox(frame == 5 ? 0 : 300, 300, size, size)));
        }
        scene.finish();
        AnalyticsEvent end = scene.events.get(scene.events.size() - 1);
        assertThat(end.after().evidence().uri()).isEqualTo("file:///frames/0.jpg");
    }

    @Test
    void whatIsAboveTheHorizonHasNoSpeed() {
        scene =
                new TestingScene(
                        Zones.middle(
                                zone -> {
                                    zone.put("speed_limit_kmh", 1);
                                    var calibration = zone.putObject("calibration");
                                    // Its horizon is at a third of the picture's height.
                                    corners(calibration.putArray("image"), 0.4, 0.5, 0.16, 0.9);
                                    corners(calibration.putArray("ground"), -4, 40, -4, 10);
                                }));
        for (int frame = 0; frame < 20; frame++) {
            scene.frame(car(1, 10 * frame + 300, 305));
        }
        assertThat(scene.told("entered")).hasSize(1);
        assertThat(scene.messages(EventKind.SPEEDING)).isEmpty();
    }

    private static void corners(
            com.fasterxml.jackson.databind.node.ArrayNode points,
            double farLeft,
            double far,
            double nearLeft,
            double near) {
        double mirror = farLeft < 0 ? 0 : 1;
        points.addArray().add(farLeft).add(far);
        points.addArray().add(mirror - farLeft).add(far);
        points.addArray().add(mirror - nearLeft).add(near);
        points.addArray().add(nearLeft).add(near);
    }

    @Test
    void aZoneThatIsRemovedOrMovedIsLeft() {
        for (int frame = 0; frame < 5; frame++) {
            scene.frame(car(1, 500, 500));
        }
        scene.define();
        scene.frame(car(1, 500, 500));
        assertThat(scene.told("exited")).containsExactly("4 exited middle 1 0.8");
        assertThat(scene.messages(EventKind.ZONE)).containsExactly("new@0", "end@4");
    }

    @Test
    void stateIsBoundedHoweverLongAnObjectStays() {
        for (int frame = 0; frame < 200; frame++) {
            scene.frame(car(1, 400 + frame, 500));
        }
        int size = scene.stateBytes();
        for (int frame = 0; frame < 400; frame++) {
            scene.frame(car(1, 600 - frame % 200, 500));
        }
        assertThat(scene.stateBytes()).isLessThan(size + 1000).isLessThan(8000);
    }

    private void drive(long track, int from, int to) {
        for (int frame = from; frame < to; frame++) {
            scene.frame(car(track, 100 * frame, 500));
        }
    }
}
