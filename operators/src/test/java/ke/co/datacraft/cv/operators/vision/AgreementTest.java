package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageQuality;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextWord;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static DetectedObject object(String label, double x, double width) {
        return new DetectedObject(label, 0, 0.9, List.of(x, 0.0, width, 10.0), null);
    }

    private static TaskResult objects(DetectedObject... objects) {
        return result(List.of(objects), null, null, null);
    }

    private static TaskResult result(
            List<DetectedObject> objects,
            List<ImageClass> classes,
            RecognizedText text,
            ImageQuality quality) {
        return new TaskResult(
                "task", null, null, false, null, null, objects, classes, null, null, null, text,
                quality);
    }

    private static TaskResult text(String... words) {
        return result(
                null,
                null,
                new RecognizedText(
                        "",
                        1,
                        List.of(),
                        List.of(),
                        Arrays.stream(words)
                                .map(word -> new TextWord(word, 1, List.of(), 0))
                                .toList()),
                null);
    }

    private static double of(TaskResult one, TaskResult other) {
        assertThat(Agreement.of(other, one)).as("symmetric").isEqualTo(Agreement.of(one, other));
        return Agreement.of(one, other).orElseThrow();
    }

    @Test
    void objectsMatchByLabelAndHalfOverlap() {
        TaskResult two = objects(object("car", 0, 10), object("bus", 100, 10));

        assertThat(of(two, two)).isEqualTo(1);
        assertThat(of(two, objects(object("bus", 100, 10), object("car", 0, 10)))).isEqualTo(1);
        assertThat(of(two, objects(object("car", 0, 10)))).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(of(two, objects(object("van", 0, 10), object("bus", 100, 10)))).isEqualTo(0.5);
        assertThat(of(objects(object("car", 0, 10)), objects(object("car", 0, 20))))
                .as("an overlap of exactly a half")
                .isEqualTo(1);
        assertThat(of(objects(object("car", 0, 10)), objects(object("car", 0, 21)))).isZero();
    }

    @Test
    void eachFindMatchesOnce() {
        TaskResult twice = objects(object("car", 0, 10), object("car", 1, 10));

        assertThat(of(twice, objects(object("car", 0, 10)))).isCloseTo(2.0 / 3, within(1e-9));
    }

    @Test
    void nothingFoundByBothIsAgreement() {
        assertThat(of(objects(), objects())).isEqualTo(1);
        assertThat(of(objects(), objects(object("car", 0, 10)))).isZero();
    }

    @Test
    void wordsMatchByTextAndClassesByTheFirst() {
        assertThat(of(text("EXIT", "42"), text("EXIT", "43"))).isEqualTo(0.5);
        TaskResult cat = result(null, List.of(new ImageClass("cat", 1, 0.9)), null, null);
        TaskResult dog =
                result(
                        null,
                        List.of(new ImageClass("dog", 2, 0.6), new ImageClass("cat", 1, 0.4)),
                        null,
                        null);
        assertThat(of(cat, cat)).isEqualTo(1);
        assertThat(of(cat, dog)).isZero();
    }

    @Test
    void whatDoesNotCompareIsLeftOut() {
        TaskResult quality = result(null, null, null, new ImageQuality(1, 1, 1, 1, 1, 1));

        assertThat(Agreement.of(quality, quality)).isEmpty();
    }
}
