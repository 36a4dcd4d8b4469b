package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.operators.settings.AcceleratorSettings;
import ke.co.datacraft.cv.operators.settings.BatchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import ke.co.datacraft.cv.operators.settings.TaskModels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelAnalyzersTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void model() throws IOException {
        file = TestingDetector.write(folder);
    }

    private static ModelAnalyzers analyzers(String path, String detectionModel) {
        return analyzers(path, detectionModel, BatchSettings.DEFAULT);
    }

    private static ModelAnalyzers analyzers(
            String path, String detectionModel, BatchSettings batching) {
        return new ModelAnalyzers(
                new InferenceSettings(
                        List.of(path),
                        detectionModel,
                        "ppocr",
                        List.of("eng"),
                        null,
                        1,
                        "false",
                        0,
                        AcceleratorSettings.DEFAULT,
                        batching,
                        TaskModels.NONE));
    }

    @Test
    void mergedRunsAreWatchedUnderTheNameOfTheModelAndWantMoreCallers() throws IOException {
        TestingDetector.writePerPicture(folder);
        BatchSettings always =
                new BatchSettings("true", 100, Duration.ZERO, 256, Duration.ofMinutes(1));
        ModelAnalyzers merging = analyzers(folder.toString(), TestingDetector.NAME, always);
        byte[] png = SampleImages.png(40, 30, 1);
        try (Analyzer detector = merging.open(Tasks.OBJECT_DETECTION, null);
                DecodedImage image =
                        new ImageDecoder(new ImageLimits(1_000_000))
                                .decode(png, ImageInspector.inspect(png), 0, 1)) {
            long loading = merging.batching(TestingDetector.NAME).requests();
            detector.analyze(image, Map.of()).join();
            assertThat(merging.batching(TestingDetector.NAME).requests()).isEqualTo(loading + 1);
        }
        assertThat(merging.usualConcurrency()).isGreaterThanOrEqualTo(200);
        assertThat(analyzers(folder.toString(), null).usualConcurrency())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    private static Reason reason(ModelAnalyzers analyzers, String task, String model) {
        return catchThrowableOfType(InferenceException.class, () -> analyzers.key(task, model))
                .reason();
    }

    @Test
    void everyWayToNameAModelHasOneKey() {
        ModelAnalyzers analyzers = analyzers(folder.toString(), TestingDetector.NAME);
        String key = analyzers.key(Tasks.OBJECT_DETECTION, null);

        assertThat(analyzers.key(Tasks.OBJECT_DETECTION, TestingDetector.NAME)).isEqualTo(key);
        assertThat(
                        analyzers.key(
                                Tasks.OBJECT_DETECTION,
                                TestingDetector.NAME + "@" + TestingDetector.VERSION))
                .isEqualTo(key);
        assertThat(analyzers.key(Tasks.OCR, null)).isEqualTo(analyzers.key(Tasks.OCR, "ppocr"));
        assertThat(analyzers.key(Tasks.QUALITY, null))
                .isEqualTo(analyzers.key(Tasks.QUALITY, "opencv-quality"));
    }

    @Test
    void everyTaskHasItsAnalyzer() throws IOException {
        TestingModels.write(folder);
        ModelAnalyzers analyzers =
                analyzers(
                        new TaskModels(
                                TestingModels.CLASSIFIER, null, TestingModels.FEATURES + "@1.0.0"));
        Map<String, String> models = new LinkedHashMap<>();
        for (String task :
                List.of(
                        Tasks.IMAGE_CLASSIFICATION,
                        Tasks.FACE_DETECTION,
                        Tasks.BARCODE,
                        Tasks.EMBEDDING)) {
            try (Analyzer analyzer = analyzers.open(task, null)) {
                assertThat(analyzer.task()).isEqualTo(task);
                models.put(task, analyzer.model().name());
            }
        }

        assertThat(models.values())
                .containsExactly(
                        TestingModels.CLASSIFIER,
                        "opencv-frontalface",
                        "zxing",
                        TestingModels.FEATURES);
        assertThat(analyzers.key(Tasks.FACE_DETECTION, "opencv-frontalface"))
                .isEqualTo(analyzers.key(Tasks.FACE_DETECTION, null));
        assertThat(analyzers.key(Tasks.BARCODE, "zxing"))
                .isEqualTo(analyzers.key(Tasks.BARCODE, null));
        try (Analyzer network = analyzers.open(Tasks.FACE_DETECTION, TestingModels.FACES)) {
            assertThat(network.model().name()).isEqualTo(TestingModels.FACES);
        }
    }

    @Test
    void whatHasNoDefaultNamesItsOption() throws IOException {
        TestingModels.write(folder);
        ModelAnalyzers analyzers = analyzers(TaskModels.NONE);

        assertThatThrownBy(() -> analyzers.key(Tasks.IMAGE_CLASSIFICATION, null))
                .hasMessageContaining("set CV_CLASSIFICATION_MODEL")
                .hasMessageContaining(TestingModels.CLASSIFIER);
        assertThatThrownBy(() -> analyzers.key(Tasks.EMBEDDING, null))
                .hasMessageContaining("set CV_EMBEDDING_MODEL");
        assertThat(reason(analyzers, Tasks.BARCODE, "best")).isEqualTo(Reason.UNKNOWN_MODEL);
        assertThatThrownBy(() -> analyzers.open(Tasks.EMBEDDING, TestingModels.CLASSIFIER))
                .hasMessageContaining("the task embedding needs one of the decoder embedding");
        assertThatThrownBy(() -> analyzers.open(Tasks.OBJECT_DETECTION, TestingModels.CLASSIFIER))
                .hasMessageContaining("ask for the task image_classification");
    }

    private ModelAnalyzers analyzers(TaskModels models) {
        return new ModelAnalyzers(
                new InferenceSettings(
                        List.of(folder.toString()),
                        null,
                        "ppocr",
                        List.of("eng"),
                        null,
                        1,
                        "false",
                        0,
                        AcceleratorSettings.DEFAULT,
                        BatchSettings.DEFAULT,
                        models));
    }

    @Test
    void onlyTheConfigurationMayNameFiles() {
        ModelAnalyzers analyzers = analyzers(folder.toString(), file.toString());

        try (Analyzer detector = analyzers.open(Tasks.OBJECT_DETECTION, null)) {
            assertThat(detector.model().name()).isEqualTo(TestingDetector.NAME);
        }
        assertThat(reason(analyzers, Tasks.OBJECT_DETECTION, file.toString()))
                .isEqualTo(Reason.UNKNOWN_MODEL);
    }

    @Test
    void aPathOfOneFileGivesItsName() {
        ModelAnalyzers analyzers = analyzers(file.toString(), null);

        try (Analyzer detector = analyzers.open(Tasks.OBJECT_DETECTION, TestingDetector.NAME)) {
            assertThat(detector.model().name()).isEqualTo(TestingDetector.NAME);
        }
    }

    @Test
    void tellsWhatDoesNotExist() {
        ModelAnalyzers analyzers = analyzers(folder.toString(), null);

        assertThat(reason(analyzers, "mind_reading", null)).isEqualTo(Reason.UNKNOWN_TASK);
        assertThat(reason(analyzers, Tasks.OBJECT_DETECTION, null)).isEqualTo(Reason.UNKNOWN_MODEL);
        assertThat(reason(analyzers, Tasks.OCR, "crystal-ball")).isEqualTo(Reason.UNKNOWN_MODEL);
        assertThat(reason(analyzers, Tasks.QUALITY, "best")).isEqualTo(Reason.UNKNOWN_MODEL);
    }
}
