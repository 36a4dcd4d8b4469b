package ke.co.datacraft.cv.inference.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import org.junit.jupiter.api.Test;

class ByteTrackerTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long FRAME_MILLIS = 200;

    private final TrackerState state = new TrackerState();
    private ByteTracker tracker = new ByteTracker(TrackerOptions.DEFAULT.withLostSeconds(2));

    @Test
    void aMovingObjectKeepsItsTrack() {
        for (int frame = 0; frame < 20; frame++) {
            assertThat(ids(step(frame, car(100 + 12 * frame, 0.9)))).containsExactly(1L);
        }
    }

    @Test
    void anObjectThatIsHiddenForAWhileComesBackAsItself() {
        for (int frame = 0; frame < 10; frame++) {
            step(frame, car(100 + 12 * frame, 0.9));
        }
        for (int frame = 10; frame < 16; frame++) {
            assertThat(step(frame).observed()).isEmpty();
        }
        assertThat(ids(step(16, car(100 + 12 * 16, 0.9)))).containsExactly(1L);
    }

    @Test
    void anObjectThatIsAwayForTooLongIsAnotherWhenItComesBack() {
        step(0, car(100, 0.9));
        step(1, car(100, 0.9));
        List<Long> ended = new ArrayList<>();
        for (int frame = 2; frame < 20; frame++) {
            ended.addAll(step(frame).ended());
        }
        assertThat(ended).containsExactly(1L);
        assertThat(state.isEmpty()).isTrue();
        step(20, car(100, 0.9));
        assertThat(ids(step(21, car(100, 0.9)))).containsExactly(2L);
    }

    @Test
    void aDoubtfulDetectionContinuesATrackButBeginsNone() {
        for (int frame = 0; frame < 5; frame++) {
            step(frame, car(100 + 12 * frame, 0.9));
        }
        assertThat(ids(step(5, car(160, 0.3), car(600, 0.3)))).containsExactly(1L);
        assertThat(ids(step(6, car(172, 0.3), car(600, 0.3)))).containsExactly(1L);
    }

    @Test
    void aSingleFalseDetectionIsNeverToldOf() {
        step(0, car(100, 0.9));
        assertThat(ids(step(1, car(100, 0.9), car(500, 0.95)))).containsExactly(1L);
        TrackerStep after = step(2, car(100, 0.9));
        assertThat(ids(after)).containsExactly(1L);
        assertThat(after.ended()).isEmpty();
        assertThat(state.size()).isOne();
    }

    @Test
    void withOneFrameToConfirmItIsToldAtOnce() {
        tracker = new ByteTracker(TrackerOptions.DEFAULT.withConfirmFrames(1));
        step(0, car(100, 0.9));
        assertThat(ids(step(1, car(100, 0.9), car(500, 0.95)))).containsExactly(1L, 2L);
    }

    @Test
    void ofTooManyTheSurestAreFollowedAndTheOthersCounted() {
        tracker =
                new ByteTracker(
                        TrackerOptions.DEFAULT.withConfirmFrames(1).withLostSeconds(0.5), 2);

        assertThat(step(0, car(100, 0.8), car(300, 0.9), car(500, 0.95)).observed())
                .extracting(object -> object.box().x())
                .containsExactlyInAnyOrder(300f, 500f);
        assertThat(tracker.refused()).isOne();
        assertThat(ids(step(1, car(100, 0.99), car(300, 0.7), car(500, 0.7))))
                .containsExactly(1L, 2L);
        assertThat(tracker.refused()).isEqualTo(2);
        // Who is gone makes room.
        for (int frame = 2; frame < 6; frame++) {
            step(frame, car(500, 0.9));
        }
        assertThat(step(6, car(100, 0.9), car(500, 0.9)).observed()).hasSize(2);
        assertThat(tracker.refused()).isEqualTo(2);
    }

    @Test
    void anotherClassDoesNotContinueATrack() {
        step(0, car(100, 0.9));
        step(1, car(100, 0.9));
        Detection person = new Detection(0, "person", 0.9f, new BoundingBox(100, 50, 80, 40));
        assertThat(step(2, person).observed()).isEmpty();
    }

    @Test
    void objectsThatPassEachOtherKeepTheirTracks() {
        for (int frame = 0; frame < 30; frame++) {
            TrackerStep step =
                    step(frame, at(100 + 15 * frame, 60, 0.9), at(550 - 15 * frame, 84, 0.9));
            assertThat(step.observed().get(0).box().y()).isEqualTo(60);
            assertThat(ids(step)).containsExactly(1L, 2L);
        }
    }

    @Test
    void aLongerPauseBetweenFramesIsFilteredThrough() {
        int at = 0;
        for (int frame : new int[] {0, 1, 2, 3, 4, 5, 9, 10, 14, 15}) {
            at = frame;
            assertThat(ids(step(frame, car(100 + 30 * frame, 0.9)))).containsExactly(1L);
        }
        assertThat(at).isEqualTo(15);
    }

    @Test
    void theFilteredBoxTremblesLessThanTheDetectedOne() {
        double worst = 0;
        for (int frame = 0; frame < 40; frame++) {
            step(frame, car(100 + (frame % 2 == 0 ? 4 : -4), 0.9));
            if (frame > 20) {
                double off = Math.abs(state.filteredBox(1).orElseThrow().x() - 100);
                worst = Math.max(worst, off);
            }
        }
        assertThat(worst).isLessThan(3);
        assertThat(state.filteredBox(2)).isEmpty();
    }

    @Test
    void atAConstantRateTheRateDecidesNothing() {
        TrackerOptions base = TrackerOptions.DEFAULT;
        ByteTracker slow = new ByteTracker(base.withLostSeconds(30.5));
        ByteTracker fast = new ByteTracker(base.withLostSeconds(30.5 / 30));
        TrackerState slowState = new TrackerState();
        TrackerState fastState = new TrackerState();
        SplittableRandom random = new SplittableRandom(5);
        for (int frame = 0; frame < 300; frame++) {
            List<Detection> detections = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                if (random.nextInt(3) > 0) {
                    double x = 70 * i + 4 * frame + random.nextInt(-30, 31);
                    detections.add(at(x, 30 * i, 0.3 + random.nextDouble() * 0.7));
                }
            }
            Instant fastTime = START.plusNanos(Math.round(frame * 1e9 / 30));
            assertThat(fast.step(fastState, fastTime, detections))
                    .isEqualTo(slow.step(slowState, START.plusSeconds(frame), detections));
        }
        assertThat(fastState.lastId).isGreaterThan(8);
    }

    /** Cars from the left edge on, 20 pixels per frame of 40 ms, clipped at a picture of 640. */
    private TrackerStep gated(int frame, Detection... detections) {
        return tracker.step(state, START.plusMillis(frame * 40), List.of(detections), 640, 360);
    }

    private static Detection clipped(double left, double top) {
        double right = Math.min(640, left + 60);
        double from = Math.max(0, left);
        return new Detection(
                0,
                "car",
                0.9f,
                new BoundingBox((float) from, (float) top, (float) (right - from), 40));
    }

    @Test
    void anObjectThatBrakedWhileItWasHiddenIsFoundOnItsWay() {
        for (boolean motionGate : new boolean[] {false, true}) {
            tracker = gatedTracker(motionGate);
            TrackerState fresh = new TrackerState();
            TrackerStep last = null;
            for (int frame = 0; frame < 30; frame++) {
                boolean hidden = frame >= 12 && frame < 28;
                double left = frame < 12 ? 8 * frame : 12 * 8;
                last =
                        tracker.step(
                                fresh,
                                START.plusMillis(frame * 40),
                                hidden ? List.of() : List.of(clipped(left, 100)),
                                640,
                                360);
            }
            assertThat(ids(last)).containsExactly(motionGate ? 1L : 2L);
        }
    }

    @Test
    void whoComesInWhereAnotherWentOutIsAnotherWhereTheEdgeIsKnown() {
        for (int width : new int[] {640, Integer.MAX_VALUE}) {
            tracker = gatedTracker(true);
            TrackerState fresh = new TrackerState();
            TrackerStep last = null;
            for (int frame = 0; frame < 24; frame++) {
                // At the right edge; frames 16 to 19 show nobody.
                double left = frame < 16 ? 500 + 8 * frame : 616 - 8 * (frame - 20);
                boolean seen = frame < 16 || frame >= 20;
                last =
                        tracker.step(
                                fresh,
                                START.plusMillis(frame * 40),
                                seen ? List.of(clipped(left, 100)) : List.of(),
                                width,
                                360);
            }
            assertThat(ids(last)).containsExactly(width == 640 ? 2L : 1L);
        }
    }

    @Test
    void whoPassesCloselyBesideAnotherDoesNotTakeItsTrack() {
        tracker = gatedTracker(true);
        for (int frame = 0; frame < 10; frame++) {
            gated(frame, clipped(100 + 8 * frame, 100));
        }
        assertThat(ids(gated(10, clipped(180, 114)))).containsExactly(2L);
        assertThat(ids(gated(11, clipped(188, 114), clipped(188, 100)))).containsExactly(1L, 2L);
    }

    @Test
    void whatHidesOneEdgeOfABoxIsNoShift() {
        tracker = gatedTracker(true);
        for (int frame = 0; frame < 10; frame++) {
            gated(frame, clipped(100 + 8 * frame, 100));
        }
        BoundingBox upperHalf = new BoundingBox(180, 100, 60, 20);
        assertThat(ids(gated(10, new Detection(0, "car", 0.9f, upperHalf)))).containsExactly(1L);
    }

    private static ByteTracker gatedTracker(boolean motionGate) {
        TrackerOptions options = TrackerOptions.DEFAULT.withConfirmFrames(1).withLostSeconds(2);
        return new ByteTracker(motionGate ? options.withMotionGate(0.9) : options);
    }

    @Test
    void idsAreNeverGivenTwice() throws IOException {
        step(0, car(100, 0.9));
        assertThat(tracker.finish(state).ended()).containsExactly(1L);
        TrackerState restored = roundTrip(state);
        assertThat(restored.isEmpty()).isTrue();
        tracker.step(restored, START.plusMillis(10_000), List.of(car(100, 0.9)));
        TrackerStep step = tracker.step(restored, START.plusMillis(10_200), List.of(car(100, 0.9)));
        assertThat(ids(step)).containsExactly(2L);
    }

    @Test
    void aRoundTripBetweenFramesChangesNothingAndStateIsSmall() throws IOException {
        for (boolean observationCentric : new boolean[] {false, true}) {
            TrackerOptions plain = TrackerOptions.DEFAULT;
            TrackerOptions options =
                    new TrackerOptions(
                            0.6,
                            0.1,
                            0.7,
                            0.8,
                            0.5,
                            0.7,
                            1,
                            2,
                            true,
                            observationCentric,
                            0,
                            0,
                            observationCentric,
                            observationCentric);
            assertThat(plain.observationCentric()).isFalse();
            ByteTracker one = new ByteTracker(options);
            TrackerState straight = new TrackerState();
            TrackerState restored = new TrackerState();
            SplittableRandom random = new SplittableRandom(3);
            for (int frame = 0; frame < 200; frame++) {
                List<Detection> detections = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    if (random.nextDouble() < 0.8) {
                        detections.add(
                                at(50 * i + 3 * frame, 40 * i, 0.3 + random.nextDouble() * 0.7));
                    }
                }
                Instant time = START.plusMillis(frame * FRAME_MILLIS);
                TrackerStep expected = one.step(straight, time, detections);
                TrackerState copy = roundTrip(restored).copy();
                assertThat(new ByteTracker(options).step(copy, time, detections))
                        .isEqualTo(expected);
                restored = copy;
                assertThat(bytes(straight).length).isLessThan(64 + 450 * straight.size());
            }
            assertThat(straight.lastId).isGreaterThan(8);
        }
    }

    private static TrackerState roundTrip(TrackerState state) throws IOException {
        return TrackerState.read(new DataInputStream(new ByteArrayInputStream(bytes(state))));
    }

    private static byte[] bytes(TrackerState state) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        state.write(new DataOutputStream(out));
        return out.toByteArray();
    }

    private TrackerStep step(int frame, Detection... detections) {
        return tracker.step(state, START.plusMillis(frame * FRAME_MILLIS), List.of(detections));
    }

    private static List<Long> ids(TrackerStep step) {
        return step.observed().stream().map(TrackedObject::trackId).toList();
    }

    private static Detection car(double x, double confidence) {
        return at(x, 50, confidence);
    }

    private static Detection at(double x, double y, double confidence) {
        return new Detection(
                2, "car", (float) confidence, new BoundingBox((float) x, (float) y, 80, 40));
    }
}
