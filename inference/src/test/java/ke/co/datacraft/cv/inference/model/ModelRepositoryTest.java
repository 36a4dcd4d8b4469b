package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import ke.co.datacraft.cv.inference.testing.YoloxTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {

    @TempDir Path folder;

    private ModelRepository repository() {
        return new ModelRepository(
                new ModelRepositorySettings(List.of(folder), true, OnnxSettings.cpu()));
    }

    private Path write(String file, TinyOnnx tiny) throws IOException {
        return Files.write(folder.resolve(file), tiny.toBytes());
    }

    private void manifest(String file, String version, String more) throws IOException {
        Files.writeString(
                folder.resolve(file),
                """
                name: tiny
                version: %s
                task: object_detection
                decoder: yolox
                file: tiny.onnx
                labels: [box, light]
                %s
                """
                        .formatted(version, more));
    }

    private static TinyOnnx yolox(int classes) {
        YoloxTensor tensor = new YoloxTensor(32, 32, classes);
        return new TinyOnnx().output(tensor.shape(), tensor.values());
    }

    private void assertInvalid(String reference, String... parts) {
        assertRefused(InferenceException.Reason.INVALID_MODEL, reference, parts);
    }

    private void assertRefused(
            InferenceException.Reason reason, String reference, String... parts) {
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> repository().load(reference))
                .satisfies(
                        refused -> {
                            assertThat(refused.getMessage()).contains(parts);
                            assertThat(refused.reason()).isEqualTo(reason);
                        });
    }

    @Test
    void loadsByNameAndCompletesTheManifestFromTheGraph() throws IOException {
        TestingDetector.write(folder);
        try (LoadedModel model = repository().load("testing-detector")) {
            assertThat(model.identity().name()).isEqualTo("testing-detector");
            assertThat(model.identity().version()).isEqualTo("1.0.0");
            assertThat(model.identity().sha256()).matches("[0-9a-f]{64}");
            assertThat(model.manifest().input().width()).isEqualTo(32);
            assertThat(model.manifest().input().height()).isEqualTo(32);
            assertThat(model.manifest().input().padValue()).isZero();
        }
    }

    @Test
    void newestVersionWinsUnlessOneIsNamed() throws IOException {
        write("tiny.onnx", yolox(2));
        manifest("old.yaml", "1.9.0", "");
        manifest("new.yaml", "1.10.0", "");
        ModelRepository repository = repository();
        assertThat(repository.resolve("tiny").key()).isEqualTo("tiny@1.10.0");
        assertThat(repository.resolve("tiny@1.9.0").key()).isEqualTo("tiny@1.9.0");
        assertRefused(
                InferenceException.Reason.UNKNOWN_MODEL,
                "tiny@2.0.0",
                "tiny@2.0.0",
                "1.9.0, 1.10.0");
    }

    @Test
    void unknownNameListsTheKnownOnes() throws IOException {
        write("bare.onnx", yolox(2));
        assertRefused(
                InferenceException.Reason.UNKNOWN_MODEL,
                "nosuch",
                "there is no model 'nosuch'",
                "bare",
                "yolox-nano",
                "yolov8n");
    }

    @Test
    void shippedManifestWithoutWeightsSaysWhereToGetThem() {
        assertInvalid(
                "yolox-nano",
                "yolox_nano.onnx",
                folder.toString(),
                "./cv models pull yolox-nano@0.1.1 (from https://github.com/");
        assertInvalid("yolov8n", "yolov8n.onnx", "--accept-licence AGPL-3.0");
    }

    @Test
    void refusesAnotherDigestNamingBoth() throws IOException {
        write("tiny.onnx", yolox(2));
        String wanted = "0".repeat(64);
        manifest("tiny.yaml", "1.0.0", "sha256: '" + wanted + "'");
        assertInvalid("tiny", "tiny.onnx", wanted, "has SHA-256");
    }

    @Test
    void acceptsTheRightDigest() throws IOException {
        Path file = write("tiny.onnx", yolox(2));
        String digest = new Weights.InFile(file).sha256();
        manifest("tiny.yaml", "1.0.0", "sha256: '" + digest + "'");
        try (LoadedModel model = repository().load("tiny")) {
            assertThat(model.identity().sha256()).isEqualTo(digest);
        }
    }

    @Test
    void aWrongManifestIsToldToWhoAsksForItAndHindersNoOther() throws IOException {
        TestingDetector.write(folder);
        manifest("tiny.yaml", "1.0.0", "colour: green");
        Files.writeString(folder.resolve("nameless.yaml"), "[]");
        assertInvalid("tiny", "tiny.yaml", "unknown key 'colour'");
        assertInvalid("tiny@1.0.0", "tiny.yaml", "unknown key 'colour'");
        assertInvalid("nameless", "nameless.yaml", "no mapping");
        assertThat(repository().broken())
                .extracting(BrokenManifest::name)
                .containsExactly("nameless", "tiny");
        repository().load("testing-detector").close();
    }

    @Test
    void bareYoloxFileDescribesItself() throws IOException {
        Path file = write("My model.onnx", yolox(2));
        try (LoadedModel model = repository().load(file.toString())) {
            ModelManifest manifest = model.manifest();
            assertThat(manifest.name()).isEqualTo("My_model");
            assertThat(manifest.version())
                    .isEqualTo("sha256:" + model.identity().sha256().substring(0, 12))
                    .hasSizeLessThanOrEqualTo(20);
            assertThat(manifest.decoder()).isEqualTo(DecoderFamily.YOLOX);
            assertThat(manifest.labels().names()).containsExactly("class_0", "class_1");
            assertThat(manifest.input().channels()).isEqualTo(ChannelOrder.BGR);
            assertThat(manifest.input().resize()).isEqualTo(Resize.LETTERBOX_TOP_LEFT);
            assertThat(manifest.input().scale()).isEqualTo(1);
        }
    }

    @Test
    void bareYoloV8FileTakesLabelsAndSizeFromItsMetadata() throws IOException {
        TinyOnnx tiny =
                new TinyOnnx()
                        .input(-1, 3, -1, -1)
                        .output(new long[] {1, 6, 42}, new float[6 * 42])
                        .withOpenOutputShape()
                        .metadata("imgsz", "[32, 64]")
                        .metadata("names", "{0: 'cat', 1: 'dog'}");
        write("v8.onnx", tiny);
        try (LoadedModel model = repository().load("v8")) {
            ModelManifest manifest = model.manifest();
            assertThat(manifest.decoder()).isEqualTo(DecoderFamily.YOLOV8);
            assertThat(manifest.labels().names()).containsExactly("cat", "dog");
            assertThat(manifest.input().width()).isEqualTo(64);
            assertThat(manifest.input().height()).isEqualTo(32);
            assertThat(manifest.input().channels()).isEqualTo(ChannelOrder.RGB);
            assertThat(manifest.input().resize()).isEqualTo(Resize.LETTERBOX_CENTER);
        }
    }

    @Test
    void bareFileOfEightyClassesHasThoseOfCoco() throws IOException {
        Path file = write("coco.onnx", yolox(80));
        try (LoadedModel model = repository().load(file.toString())) {
            assertThat(model.manifest().labels().names()).hasSize(80).startsWith("person");
        }
    }

    @Test
    void namesTellATransposedYoloV8FromAYolox() throws IOException {
        TinyOnnx tiny =
                new TinyOnnx()
                        .output(new long[] {1, 21, 7}, new float[21 * 7])
                        .metadata("names", "{0: 'a', 1: 'b', 2: 'c'}");
        Path file = write("transposed.onnx", tiny);
        try (LoadedModel model = repository().load(file.toString())) {
            assertThat(model.manifest().decoder()).isEqualTo(DecoderFamily.YOLOV8);
        }
    }

    @Test
    void bareFileOfAnotherFamilyIsRefusedNamingItsTensor() throws IOException {
        write(
                "other.onnx",
                new TinyOnnx()
                        .output(new long[] {1, 300, 9}, new float[2700])
                        .metadata("names", "{0: 'a'}"));
        assertInvalid(
                "other", "tensor 'output' of shape [1, 300, 9]", "[1, 21, 5 + classes]", "yolov8");
        write("text.onnx", new TinyOnnx().input(1, 80));
        assertInvalid("text", "tensor 'images' FLOAT [1, 80]", "[1, 3, height, width]");
        write("open.onnx", new TinyOnnx().input(1, 3, -1, -1));
        assertInvalid("open", "tensor 'images' FLOAT [1, 3, -1, -1]", "input.width");
        Files.writeString(folder.resolve("no.onnx"), "text");
        assertInvalid("no", "not an ONNX file");
    }

    @Test
    void sidecarDescribesAFileGivenByItsPath() throws IOException {
        Path file = write("tiny.onnx", yolox(2));
        manifest("tiny.yaml", "3.0.0", "thresholds: {confidence: 0.7}");
        try (LoadedModel model = repository().load(file.toString())) {
            assertThat(model.manifest().reference()).isEqualTo("tiny@3.0.0");
            assertThat(model.manifest().thresholds().confidence()).isEqualTo(0.7);
        }
    }

    @Test
    void pathsAreUnknownWhereTheyAreNotAllowed() throws IOException {
        Path file = write("tiny.onnx", yolox(2));
        ModelRepository repository = new ModelRepository(ModelRepositorySettings.of(folder));
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> repository.load(file.toString()))
                .extracting(InferenceException::reason)
                .isEqualTo(InferenceException.Reason.UNKNOWN_MODEL);
        assertRefused(
                InferenceException.Reason.UNKNOWN_MODEL,
                folder.resolve("absent.onnx").toString(),
                "absent.onnx");
    }

    @Test
    void missingMetadataNamesTheCure() throws IOException {
        write("tiny.onnx", yolox(2));
        Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                version: 1.0.0
                task: object_detection
                decoder: yolox
                file: tiny.onnx
                labels: {from_metadata: true}
                """);
        assertInvalid("tiny", "no metadata 'names'", "list the labels");
    }

    @Test
    void findsWhatWasAddedAfterItWasMadeAtMostOnceASecond() throws IOException {
        AtomicLong nanos = new AtomicLong();
        ModelRepository repository =
                new ModelRepository(ModelRepositorySettings.of(folder), nanos::get);
        write("tiny.onnx", yolox(2));
        manifest("tiny.yaml", "1.0.0", "");
        nanos.set(999_999_999);
        assertThatExceptionOfType(InferenceException.class)
                .isThrownBy(() -> repository.resolve("tiny"));
        nanos.set(1_000_000_000);
        assertThat(repository.resolve("tiny").key()).isEqualTo("tiny@1.0.0");

        manifest("newer.yaml", "2.0.0", "");
        nanos.set(5_000_000_000L);
        assertThat(repository.resolve("tiny").key())
                .as("known: no reason to look again")
                .isEqualTo("tiny@1.0.0");
        assertThat(repository.resolve("tiny@2.0.0").key()).isEqualTo("tiny@2.0.0");
        Files.delete(folder.resolve("newer.yaml"));
        repository.refresh();
        assertThat(repository.resolve("tiny").key()).isEqualTo("tiny@1.0.0");
    }

    @Test
    void anExportOfOnesOwnUnderAShippedNameIsTaken() throws IOException {
        Path file =
                write(
                        "yolov8n.onnx",
                        new TinyOnnx().output(new long[] {1, 84, 21}, new float[84 * 21]));
        Files.writeString(
                folder.resolve("yolov8n.yaml"),
                ManifestWriter.write(repository().resolve("yolov8n").manifest().orElseThrow()));
        assertInvalid("yolov8n", "has SHA-256", "./cv models add");
        Files.delete(folder.resolve("yolov8n.yaml"));
        ModelRepository repository = repository();
        assertThat(repository.inspect(repository.resolve("yolov8n")).state())
                .isEqualTo(ModelFile.State.HERE);
        ModelFiles.record(file, "0".repeat(64));
        assertThat(repository.inspect(repository.resolve("yolov8n")).state())
                .as("it was fetched and has changed")
                .isEqualTo(ModelFile.State.DAMAGED);
    }

    @Test
    void labelsComeFromAFileBesideTheManifest() throws IOException {
        write("tiny.onnx", yolox(2));
        Files.writeString(folder.resolve("names.txt"), "lorry\nbus\n");
        Files.writeString(
                folder.resolve("tiny.yaml"),
                """
                name: tiny
                version: 1.0.0
                task: object_detection
                decoder: yolox
                file: tiny.onnx
                labels: {file: names.txt}
                """);
        try (LoadedModel model = repository().load("tiny")) {
            assertThat(model.manifest().labels().names()).containsExactly("lorry", "bus");
        }
        Files.writeString(folder.resolve("names.txt"), "lorry\n\nbus\n");
        assertInvalid("tiny", "names.txt has an empty line");
        Files.delete(folder.resolve("names.txt"));
        assertInvalid("tiny", "names.txt cannot be read");
    }

    @Test
    void theNameOfAPyTorchFileMeansTheModel() throws IOException {
        assertThat(repository().resolve("yolov8n.pt").key()).isEqualTo("yolov8n@8.0.0");
        assertRefused(InferenceException.Reason.UNKNOWN_MODEL, "nosuch.pt", "'nosuch.pt'");
    }

    @Test
    void languageDataIsNoNetwork() {
        assertInvalid("tesseract-eng", "language data of Tesseract", "CV_TESSERACT_DATA_PATH");
    }

    @Test
    void aFileOfAManifestIsNotListedTwice() throws IOException {
        TestingDetector.write(folder);
        write("bare.onnx", yolox(2));
        assertThat(repository().models())
                .extracting(ResolvedModel::key)
                .contains("testing-detector@1.0.0", folder.resolve("bare.onnx").toString())
                .doesNotContain(folder.resolve("testing-detector.onnx").toString());
    }
}
