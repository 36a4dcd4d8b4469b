package ke.co.datacraft.cv.inference.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import org.junit.jupiter.api.Test;

/** Eight people who stand still, 40 x 80 pixels each and 150 apart, at 30 frames per second. */
class CameraMotionTest {

    private static final int PEOPLE = 8;
    private static final double APART = 150;

    private final TrackerState state = new TrackerState();
    private ByteTracker tracker =
            new ByteTracker(TrackerOptions.DEFAULT.withCameraMotion().withLostSeconds(5));
    private int frame;

    /**
     * The boxes overlap where they were by a quarter, too little for a match at this confidence.
     */
    @Test
    void nobodyIsLostWhenTheCameraIsShaken() {
        stand();
        assertThat(ids(step(people(24, 3)))).containsExactlyElementsOf(everybody());
        assertThat(ids(step(people(0, 0)))).containsExactlyElementsOf(everybody());
    }

    @Test
    void withoutItTheyAre() {
        tracker = new ByteTracker(TrackerOptions.DEFAULT);
        stand();
        assertThat(ids(step(people(24, 3)))).isEmpty();
    }

    @Test
    void whoIsHiddenMeanwhileIsFoundWhereThePictureIsNow() {
        stand();
        for (int shake = 1; shake <= 4; shake++) {
            step(people(20 * shake, 0).subList(1, PEOPLE));
        }
        assertThat(ids(step(people(80, 0)))).containsExactlyElementsOf(everybody());
    }

    @Test
    void oneWhoMovesIsNotTheCamera() {
        stand();
        List<Detection> detections = people(0, 0);
        detections.set(3, person(3 * APART + 12, 200));
        step(detections);
        assertThat(place(1)).isCloseTo(0, within(1e-3f));
        assertThat(place(4)).isGreaterThan((float) (3 * APART + 3));
    }

    @Test
    void ofFiveNoCameraIsTold() {
        stand();
        step(people(12, 0).subList(0, 5));
        ByteTracker plain = new ByteTracker(TrackerOptions.DEFAULT.withLostSeconds(5));
        TrackerState other = new TrackerState();
        for (int i = 0; i < 10; i++) {
            plain.step(other, time(i), people(0, 0));
        }
        plain.step(other, time(10), people(12, 0).subList(0, 5));
        assertThat(place(1)).isEqualTo(other.filteredBox(1).orElseThrow().x());
        assertThat(place(8)).isEqualTo(other.filteredBox(8).orElseThrow().x());
    }

    /** Boxes that tremble by some pixels: what they share by chance moves nobody far. */
    @Test
    void tremblingIsNotTheCamera() {
        stand();
        double[] shifts = {3, -4, 5, -2, 4, -5, 2, -1};
        List<Detection> detections = new ArrayList<>();
        for (int i = 0; i < PEOPLE - 1; i++) {
            detections.add(person(APART * i + shifts[i], 200));
        }
        step(detections);
        assertThat(place(8)).isCloseTo((float) (7 * APART), within(0.2f));
    }

    private void stand() {
        for (int i = 0; i < 10; i++) {
            step(people(0, 0));
        }
    }

    private float place(long id) {
        return state.filteredBox(id).orElseThrow().x();
    }

    private TrackerStep step(List<Detection> detections) {
        return tracker.step(state, time(frame++), detections);
    }

    private static Instant time(int frame) {
        return Instant.parse("2026-01-01T00:00:00Z").plusNanos(frame * 1_000_000_000L / 30);
    }

    private static List<Detection> people(double right, double lower) {
        List<Detection> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(person(APART * i + right, 200 + lower));
        }
        return people;
    }

    private static Detection person(double left, double top) {
        BoundingBox box = new BoundingBox((float) left, (float) top, 40, 80);
        return new Detection(0, "person", 0.75f, box);
    }

    private static List<Long> ids(TrackerStep step) {
        return step.observed().stream().map(TrackedObject::trackId).toList();
    }

    private static List<Long> everybody() {
        return LongStream.rangeClosed(1, PEOPLE).boxed().toList();
    }
}
