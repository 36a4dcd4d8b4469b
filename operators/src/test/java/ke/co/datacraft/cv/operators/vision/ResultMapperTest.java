package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.ClassScore;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ReadBarcode;
import ke.co.datacraft.cv.inference.TextElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultMapperTest {

    private static final ImageSize SIZE = new ImageSize(100, 50);

    private static TaskResult map(Analysis analysis) {
        return ResultMapper.map(
                new PlannedTask(TaskRequest.of("task"), FakeAnalyzer.findingNothing("task", 1)),
                analysis,
                SIZE,
                1_234_567);
    }

    @Test
    void clipsAndRoundsBoxes() {
        assertThat(ResultMapper.box(new BoundingBox(1.23456f, 2, 3.005f, 4), SIZE))
                .isEqualTo(List.of(1.23, 2.0, 3.01, 4.0));
        assertThat(ResultMapper.box(new BoundingBox(-10, -10, 20, 200), SIZE))
                .isEqualTo(List.of(0.0, 0.0, 10.0, 50.0));
        assertThat(ResultMapper.box(new BoundingBox(200, 60, 5, 5), SIZE))
                .isEqualTo(List.of(100.0, 50.0, 0.0, 0.0));
        assertThat(ResultMapper.box(new BoundingBox(Float.NaN, 0, 5, 5), SIZE))
                .isEqualTo(List.of(0.0, 0.0, 0.0, 5.0));
    }

    @Test
    void mapsFacesAndBarcodesWithinTheImage() {
        List<ImagePoint> places =
                List.of(
                        new ImagePoint(1.234f, 2),
                        new ImagePoint(-3, 4),
                        new ImagePoint(500, 60),
                        new ImagePoint(7, 8));
        TaskResult faces =
                map(
                        new Analysis.Faces(
                                List.of(new Face(0.87654f, new BoundingBox(1, 2, 3, 4), places)),
                                FakeAnalyzer.TIMINGS));
        TaskResult barcodes =
                map(
                        new Analysis.Barcodes(
                                List.of(new ReadBarcode("QR_CODE", "a\0b", places)),
                                FakeAnalyzer.TIMINGS));
        List<List<Double>> expected =
                List.of(
                        List.of(1.23, 2.0),
                        List.of(0.0, 4.0),
                        List.of(100.0, 50.0),
                        List.of(7.0, 8.0));

        assertThat(faces.faces())
                .containsExactly(new DetectedFace(0.8765, List.of(1.0, 2.0, 3.0, 4.0), expected));
        assertThat(barcodes.barcodes()).containsExactly(new Barcode("QR_CODE", "ab", expected));
        assertThat(barcodes.faces()).isNull();
    }

    @Test
    void mapsClassesAndVectors() {
        TaskResult classes =
                map(
                        new Analysis.Classes(
                                List.of(new ClassScore(7, "cat", 0.123456f)),
                                FakeAnalyzer.TIMINGS));
        TaskResult embedding =
                map(new Analysis.Embedding(new float[] {0.1f, -2}, FakeAnalyzer.TIMINGS));

        assertThat(classes.classes()).containsExactly(new ImageClass("cat", 7, 0.1235));
        assertThat(embedding.embedding()).containsExactly(0.1, -2.0);
    }

    @Test
    void mapsObjects() {
        TaskResult result =
                map(
                        new Analysis.Objects(
                                List.of(
                                        new Detection(
                                                2,
                                                "dog\0",
                                                0.123456f,
                                                new BoundingBox(1, 2, 3, 4))),
                                FakeAnalyzer.TIMINGS));

        assertThat(result.objects())
                .containsExactly(
                        new DetectedObject("dog", 2, 0.1235, List.of(1.0, 2.0, 3.0, 4.0), null));
        assertThat(result.text()).isNull();
        assertThat(result.quality()).isNull();
        assertThat(result.cached()).isFalse();
        assertThat(result.model().name()).isEqualTo("fake-task");
        assertThat(result.timings().queueMs()).isEqualTo(1.235);
    }

    @Test
    void mapsText() {
        TextElement line = new TextElement("a\0b", 0.9f, new BoundingBox(0, 0, 10, 10), 0);
        TextElement word = new TextElement("b\0", 1.5f, new BoundingBox(5, 0, 5, 10), 3);
        RecognizedText text =
                map(new Analysis.Text(
                                "a\0b\nc",
                                Float.NaN,
                                List.of("deu"),
                                List.of(line),
                                List.of(word),
                                FakeAnalyzer.TIMINGS))
                        .text();

        assertThat(text.text()).isEqualTo("ab\nc");
        assertThat(text.confidence()).isZero();
        assertThat(text.languages()).containsExactly("deu");
        assertThat(text.lines())
                .containsExactly(new TextLine("ab", 0.9, List.of(0.0, 0.0, 10.0, 10.0)));
        assertThat(text.words())
                .containsExactly(new TextWord("b", 1, List.of(5.0, 0.0, 5.0, 10.0), 3));
    }

    @Test
    void mapsQuality() {
        TaskResult result =
                map(
                        new Analysis.Quality(
                                123.4567, 0.5, 0.1, 0.00004, 0.33339, 1, FakeAnalyzer.TIMINGS));

        assertThat(result.quality().sharpness()).isEqualTo(123.46);
        assertThat(result.quality().underexposed()).isZero();
        assertThat(result.quality().overexposed()).isEqualTo(0.3334);
    }

    @ParameterizedTest
    @EnumSource(InferenceException.Reason.class)
    void everyReasonHasItsTwin(InferenceException.Reason reason) {
        // A request that waited too long in a queue is one of those that took too long.
        ReasonCode twin =
                reason == InferenceException.Reason.EXPIRED
                        ? ReasonCode.TIMEOUT
                        : ReasonCode.valueOf(reason.name());
        assertThat(Failures.reason(reason)).isEqualTo(twin);
    }
}
