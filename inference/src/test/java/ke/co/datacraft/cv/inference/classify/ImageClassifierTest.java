package ke.co.datacraft.cv.inference.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.ClassScore;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageClassifierTest {

    @TempDir Path folder;

    private static List<ClassScore> classify(
            ImageClassifier classifier, int grey, Map<String, String> parameters) {
        try (DecodedImage image = TestingModels.grey(80, 50, grey)) {
            return classifier.analyze(image, parameters).join().classes();
        }
    }

    private ImageClassifier open(String name, String rest, byte[] model) throws IOException {
        TestingModels.write(folder, name, "image_classification", "classification", rest, model);
        return new ImageClassifier(TestingModels.load(folder, name));
    }

    @Test
    void thePictureTellsTheOrder() throws IOException {
        TestingModels.write(folder);
        try (ImageClassifier classifier =
                new ImageClassifier(TestingModels.load(folder, TestingModels.CLASSIFIER))) {
            assertThat(classify(classifier, 255, Map.of()))
                    .extracting(ClassScore::label)
                    .containsExactly("bright", "middle", "dark");
            assertThat(classify(classifier, 0, Map.of()))
                    .extracting(ClassScore::label)
                    .containsExactly("middle", "dark", "bright");
            assertThat(classify(classifier, 255, Map.of()))
                    .extracting(ClassScore::confidence)
                    .satisfies(
                            all ->
                                    assertThat(all.get(0) + all.get(1) + all.get(2))
                                            .isCloseTo(1, within(1e-5f)));
            assertThat(classifier.minimumShortSide(640, 480)).isEqualTo(37);
        }
    }

    @Test
    void topKAndConfidenceCut() throws IOException {
        TestingModels.write(folder);
        try (ImageClassifier classifier =
                new ImageClassifier(TestingModels.load(folder, TestingModels.CLASSIFIER))) {
            assertThat(classify(classifier, 255, Map.of("top_k", "1"))).hasSize(1);
            assertThat(classify(classifier, 255, Map.of("confidence", "0.5")))
                    .extracting(ClassScore::classId)
                    .containsExactly(2);
            for (Map<String, String> wrong :
                    List.of(Map.of("top_k", "0"), Map.of("confidence", "2"))) {
                assertThatThrownBy(() -> classifier.validate(wrong))
                        .isInstanceOf(InferenceException.class)
                        .hasMessageContaining(wrong.values().iterator().next());
            }
        }
    }

    @Test
    void anOpenBatchAPixelByPixelInputAndTrailingAxesAreFine() throws IOException {
        byte[] model =
                new TinyOnnx()
                        .input(1, 24, 32, 3)
                        .perPicture()
                        .output(new long[] {1, 2, 1, 1}, new float[] {0.25f, 0.75f})
                        .toBytes();
        try (ImageClassifier classifier = open("tf", "labels: [a, b]\n", model)) {
            assertThat(classify(classifier, 10, Map.of()))
                    .containsExactly(new ClassScore(1, "b", 0.75f), new ClassScore(0, "a", 0.25f));
        }
    }

    @Test
    void thePictureIsSeenPixelByPixelToo() throws IOException {
        byte[] model =
                new TinyOnnx()
                        .input(1, 24, 32, 3)
                        .output(new long[] {1, 2}, new float[] {0, 0})
                        .slope(new float[] {1, 0})
                        .toBytes();
        String plain = "input: {mean: [0, 0, 0], standard_deviation: [1, 1, 1], scale: 1}\n";
        try (ImageClassifier classifier = open("pixels", plain, model)) {
            // The mean of the input is the grey value: the logit of class 0 is 3.
            assertThat(classify(classifier, 3, Map.of()).get(0).confidence())
                    .isCloseTo((float) (1 / (1 + Math.exp(-3))), within(1e-5f));
            assertThat(classify(classifier, 3, Map.of()).get(0).label()).isEqualTo("class_0");
        }
    }

    @Test
    void labelsThatDoNotFitAreRefusedAtLoad() {
        byte[] model = new TinyOnnx().output(new long[] {1, 3}, new float[3]).toBytes();

        assertThatThrownBy(() -> open("two", "labels: [a, b]\n", model))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("tensor 'output' of shape [1, 3]")
                .hasMessageContaining("expected [1, 2]");
        assertThatThrownBy(() -> open("named", "output: {name: probs}\n", model))
                .hasMessageContaining("output.name is 'probs'")
                .hasMessageContaining("tensor 'output'");
    }

    @Test
    void aModelOfAnotherTaskIsRefused() throws IOException {
        TestingModels.write(folder);

        assertThatThrownBy(
                        () ->
                                new ImageClassifier(
                                        TestingModels.load(folder, TestingModels.FEATURES)))
                .hasMessageContaining("testing-features@1.0.0 has the decoder embedding")
                .hasMessageContaining("image_classification needs one of the decoder");
    }

    @Test
    void anExportThatTellsItsTaskNeedsNoManifest() throws IOException {
        byte[] model =
                new TinyOnnx()
                        .metadata("task", "classify")
                        .metadata("names", "{0: 'cat', 1: 'dog'}")
                        .output(new long[] {1, 2}, new float[] {0.9f, 0.1f})
                        .toBytes();
        Path file = java.nio.file.Files.write(folder.resolve("animals.onnx"), model);
        ModelRepository repository =
                new ModelRepository(
                        new ModelRepositorySettings(List.of(), true, OnnxSettings.cpu()));
        try (ImageClassifier classifier = new ImageClassifier(repository.load(file.toString()))) {
            assertThat(classify(classifier, 10, Map.of()).get(0).label()).isEqualTo("cat");
            assertThat(classifier.minimumShortSide(640, 480)).isEqualTo(32);
        }
    }
}
