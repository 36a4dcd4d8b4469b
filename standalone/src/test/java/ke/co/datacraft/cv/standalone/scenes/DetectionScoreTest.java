package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import org.junit.jupiter.api.Test;

class DetectionScoreTest {

    private static final BoundingBox HERE = new BoundingBox(10, 10, 40, 20);
    private static final BoundingBox NEARBY = new BoundingBox(12, 10, 40, 20);
    private static final BoundingBox ELSEWHERE = new BoundingBox(200, 100, 40, 20);

    private final DetectionScore score = new DetectionScore();

    private static SceneObject object(ObjectKind kind, BoundingBox box, boolean ignored) {
        return new SceneObject(1, kind, box, ignored ? 0.1 : 1, ignored, null);
    }

    private static Detection detection(String label, float confidence, BoundingBox box) {
        return new Detection(0, label, confidence, box);
    }

    @Test
    void aSecondDetectionOfTheSameObjectIsFalse() {
        score.add(
                List.of(object(ObjectKind.CAR, HERE, false)),
                List.of(detection("car", 0.9f, NEARBY), detection("car", 0.8f, HERE)));
        assertThat(score.of(ObjectKind.CAR).precision(0.5f)).isEqualTo(0.5);
        assertThat(score.of(ObjectKind.CAR).recall(0.5f)).isEqualTo(1);
    }

    @Test
    void anotherClassFindsNothing() {
        score.add(
                List.of(object(ObjectKind.CAR, HERE, false)),
                List.of(detection("lorry", 0.9f, HERE)));
        assertThat(score.of(ObjectKind.CAR).value()).isZero();
        assertThat(score.meanAveragePrecision()).isZero();
    }

    @Test
    void ignoredObjectsAreNeitherMissedNorFalse() {
        List<SceneObject> truth =
                List.of(
                        object(ObjectKind.CAR, HERE, true),
                        object(ObjectKind.CAR, ELSEWHERE, false));
        score.add(truth, List.of(detection("car", 0.9f, HERE), detection("car", 0.8f, ELSEWHERE)));
        assertThat(score.of(ObjectKind.CAR).truths()).isEqualTo(1);
        assertThat(score.meanAveragePrecision()).isEqualTo(1);
        assertThat(score.recall(0.5f)).isEqualTo(1);
    }

    @Test
    void tooLittleOverlapIsAMissAndAFalseOne() {
        score.add(
                List.of(object(ObjectKind.BUS, HERE, false)),
                List.of(detection("bus", 0.9f, new BoundingBox(30, 10, 40, 20))));
        assertThat(score.of(ObjectKind.BUS).precision(0.5f)).isZero();
        assertThat(score.recall(0.5f)).isZero();
    }
}
