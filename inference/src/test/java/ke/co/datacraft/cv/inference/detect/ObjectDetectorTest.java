package ke.co.datacraft.cv.inference.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.OpenCv;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectDetectorTest {

    @TempDir Path folder;
    private ObjectDetector detector;

    @BeforeEach
    void open() throws IOException {
        detector = TestingDetector.open(folder);
    }

    @AfterEach
    void close() {
        detector.close();
    }

    private static DecodedImage picture(int width, int height, int originalWidth, int grey) {
        OpenCv.initialise();
        Mat pixels = new Mat(height, width, opencv_core.CV_8UC3, new Scalar(grey, grey, grey, 0));
        return new DecodedImage(pixels, originalWidth, height * (originalWidth / width));
    }

    private List<Detection> detect(int grey, Map<String, String> parameters) {
        try (DecodedImage image = picture(64, 64, 64, grey)) {
            return detector.analyze(image, parameters).join().detections();
        }
    }

    @Test
    void findsWhatTheModelKnowsInPixelsOfTheOriginal() {
        try (DecodedImage image = picture(64, 64, 128, 255)) {
            List<Detection> found = detector.analyze(image, Map.of()).join().detections();
            assertThat(found).extracting(Detection::label).containsExactly("light", "box");
            assertThat(found).extracting(Detection::classId).containsExactly(1, 0);
            assertThat(found.get(0).confidence()).isCloseTo(1, within(1e-3f));
            assertThat(found.get(1).confidence()).isCloseTo(0.9f, within(1e-3f));
            assertClose(found.get(1).box(), 16, 16, 32, 24);
            assertClose(found.get(0).box(), 64, 56, 32, 32);
        }
    }

    private static void assertClose(BoundingBox box, float x, float y, float w, float h) {
        assertThat(box.x()).isCloseTo(x, within(0.01f));
        assertThat(box.y()).isCloseTo(y, within(0.01f));
        assertThat(box.width()).isCloseTo(w, within(0.01f));
        assertThat(box.height()).isCloseTo(h, within(0.01f));
    }

    @Test
    void dropsWhatLiesInThePadding() {
        // 64 x 16 fills the input's upper 8 rows only; the light lies below them.
        try (DecodedImage image = picture(64, 16, 64, 255)) {
            List<Detection> found =
                    detector.analyze(image, Map.of("confidence", "0.1")).join().detections();
            assertThat(found).extracting(Detection::label).containsExactly("box");
            assertClose(found.get(0).box(), 8, 8, 16, 8);
        }
    }

    @Test
    void parametersDecideWhatIsReturned() {
        assertThat(detect(0, Map.of())).extracting(Detection::label).containsExactly("box");
        assertThat(detect(0, Map.of("confidence", "0.95"))).isEmpty();
        assertThat(detect(255, Map.of("classes", "box")))
                .extracting(Detection::label)
                .containsExactly("box");
        assertThat(detect(255, Map.of("classes", " light , box"))).hasSize(2);
        assertThat(detect(255, Map.of("max_detections", "1"))).hasSize(1);
        assertThat(detect(255, Map.of("iou", "0", "unknown", "ignored"))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "confidence|1.5|0..1",
                "confidence|NaN|0..1",
                "confidence|high|0..1",
                "iou|-0.1|0..1",
                "max_detections|0|1 to 10000",
                "max_detections|2.5|1 to 10000",
                "classes|box,cat|no class 'cat'; give some of: box, light",
            })
    void refusesAWrongParameterNamingIt(String name, String value, String cure) {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> detector.validate(Map.of(name, value)))
                .withMessageContaining("parameter " + name + " is '" + value + "'")
                .withMessageContaining(cure)
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_PARAMETER);
        try (DecodedImage image = picture(8, 8, 8, 0)) {
            assertThat(detector.analyze(image, Map.of(name, value)))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(InferenceException.class);
        }
    }

    @Test
    void tellsItsTaskModelSizeAndTimes() {
        assertThat(detector.task()).isEqualTo("object_detection");
        assertThat(detector.model().name()).isEqualTo("testing-detector");
        assertThat(detector.minimumShortSide(640, 480)).isEqualTo(24);
        try (DecodedImage image = picture(64, 64, 64, 0)) {
            var timings = detector.analyze(image, Map.of()).join().timings();
            assertThat(timings.preprocessNanos()).isPositive();
            assertThat(timings.computeNanos()).isPositive();
            assertThat(timings.postprocessNanos()).isPositive();
        }
    }

    @Test
    void manyCallersEachGetTheirOwnResult() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Float>> results = new ArrayList<>();
            for (int index = 0; index < 400; index++) {
                int grey = index % 256;
                results.add(callers.submit(() -> confidenceOfLight(grey)));
            }
            for (int index = 0; index < results.size(); index++) {
                assertThat(results.get(index).get()).isCloseTo(index % 256 / 255f, within(1e-3f));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private float confidenceOfLight(int grey) {
        return detect(grey, Map.of("confidence", "0", "classes", "light")).stream()
                .map(Detection::confidence)
                .max(Float::compare)
                .orElse(0f);
    }

    @Test
    void refusesAModelWhoseTensorDiffersFromItsManifest() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        TestingDetector.write(other);
        Path manifest = other.resolve("testing-detector.yaml");
        Files.writeString(
                manifest, Files.readString(manifest).replace("[box, light]", "[a, b, c]"));
        LoadedModel model =
                new ModelRepository(ModelRepositorySettings.of(other)).load("testing-detector");
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> new ObjectDetector(model))
                .withMessageContaining("tensor 'output' of shape [1, 21, 7]")
                .withMessageContaining("expected [1, 21, 8]")
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.INVALID_MODEL);
    }
}
