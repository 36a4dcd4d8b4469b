package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.inference.testing.TinyOnnx;
import ke.co.datacraft.cv.inference.testing.YoloxTensor;
import ke.co.datacraft.cv.standalone.models.TestingFileServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cv models} as a user types it. */
class ModelsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir Path root;

    private Path models;
    private Path mirror;

    @BeforeEach
    void folders() throws IOException {
        models = Files.createDirectory(root.resolve("models"));
        mirror = Files.createDirectory(root.resolve("mirror"));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        errors.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--model-path", models.toString()));
        all.addAll(List.of("--cache-path", root.resolve("cache").toString()));
        return CommandLineInterface.create(new PrintWriter(out), new PrintWriter(errors))
                .execute(all.toArray(String[]::new));
    }

    private JsonNode listed(String name) throws IOException {
        run("list", "--format", "json");
        for (JsonNode row : new ObjectMapper().readTree(out.toString())) {
            if (row.path("name").asText().equals(name)) {
                return row;
            }
        }
        throw new AssertionError(name + " is not in " + out);
    }

    private Path detector(String file, int classes) throws IOException {
        YoloxTensor tensor = new YoloxTensor(32, 32, classes);
        byte[] bytes = new TinyOnnx().output(tensor.shape(), tensor.values()).toBytes();
        return Files.write(root.resolve(file), bytes);
    }

    @Test
    void listShowsWhatIsShippedAndWhatIsHere() throws IOException {
        TestingDetector.write(models);
        assertThat(run("list")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("NAME", "LICENCE", "yolox-nano", "not here", "AGPL-3.0", "class path");
        assertThat(listed("testing-detector").path("state").asText()).isEqualTo("here");
        assertThat(listed("yolox-nano").path("size_bytes").asLong()).isEqualTo(3_659_407);
        assertThat(listed("ppocr-rec").path("state").asText()).isEqualTo("class path");
    }

    @Test
    void listTellsWrongManifestsAndGoesOn() throws IOException {
        TestingDetector.write(models);
        Files.writeString(models.resolve("wrong.yaml"), "name: wrong\ncolour: green\n");
        assertThat(run("list")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString()).contains("testing-detector");
        assertThat(errors.toString()).contains("wrong.yaml", "unknown key 'colour'");
        assertThat(run("verify")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(out.toString()).contains("testing-detector@1.0.0 is well");
    }

    @Test
    void pullsFromAMirrorServerWithProgress() throws IOException {
        Files.writeString(
                models.resolve("mine.yaml"),
                """
                name: mine
                version: 2.0.0
                task: object_detection
                decoder: yolox
                file: mine.onnx
                licence: MIT
                labels: [a, b]
                """);
        try (TestingFileServer server =
                new TestingFileServer(Files.readAllBytes(detector("x.onnx", 2)))) {
            assertThat(run("pull", "mine", "--from", server.url())).isEqualTo(ExitCodes.OK);
        }
        assertThat(out.toString())
                .contains("mine@2.0.0 is here: " + models.resolve("mine.onnx"))
                .contains("licence MIT")
                .contains("the manifest names none, so it was not checked");
        assertThat(errors.toString()).contains("mine@2.0.0: 100 %");
        assertThat(run("verify", "mine")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("mine@2.0.0 is well", "input tensor", "output tensor", "2 classes");
        Files.write(models.resolve("mine.onnx"), new byte[100]);
        assertThat(listed("mine").path("state").asText()).isEqualTo("damaged");
        assertThat(run("verify", "mine")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(errors.toString()).contains("has SHA-256");
    }

    @Test
    void aBindingLicenceMustBeAccepted() throws IOException {
        assertThat(run("pull", "yolov8n", "--from", mirror.toString()))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("--accept-licence AGPL-3.0");
        assertThat(run("pull", "yolov8n", "--accept-licence", "MIT", "--from", mirror.toString()))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(
                        run(
                                "pull",
                                "yolov8n",
                                "--accept-licence",
                                "agpl-3.0",
                                "--from",
                                mirror.toString()))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(errors.toString()).contains("there is no such file");
    }

    @Test
    void pullRefusesWhatItDoesNotKnowAndLeavesWhatIsShipped() {
        assertThat(run("pull", "nosuch")).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("there is no model 'nosuch'", "yolox-nano");
        assertThat(run("pull", "yolox-nano", "--from", root.resolve("no").toString()))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("--from is '" + root.resolve("no"));
        assertThat(run("pull", "ppocr-det")).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("comes with the program");
    }

    @Test
    void addsVersionsSideBySideAndRemovesThem() throws IOException {
        Path labels = Files.writeString(root.resolve("names.txt"), "lorry\nbus\n");
        Path file = detector("yard.onnx", 2);
        assertThat(run("add", file.toString(), "--labels", labels.toString())).isZero();
        assertThat(out.toString()).contains("yard@1.0.0", "decoder yolox");
        assertThat(run("add", file.toString(), "--labels", labels.toString()))
                .as("again the same")
                .isZero();
        Path other = detector("other.onnx", 3);
        assertThat(run("add", other.toString(), "--name", "yard")).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("another yard@1.0.0", "--version");
        assertThat(run("add", other.toString(), "--name", "yard", "--version", "1.1.0")).isZero();
        assertThat(run("verify", "yard@1.0.0", "yard@1.1.0")).isZero();
        assertThat(out.toString()).contains("2 classes", "3 classes");

        assertThat(run("remove", "yard")).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("yard@1.0.0, yard@1.1.0");
        assertThat(run("remove", "yard@1.0.0")).isZero();
        assertThat(out.toString()).contains("yard-1.0.0.onnx", "yard-1.0.0.yaml");
        assertThat(run("remove", "yard")).isZero();
        assertThat(models).isEmptyDirectory();
    }

    @Test
    void addRefusesWhatDoesNotFitAndLeavesNothing() throws IOException {
        Path file = detector("yard.onnx", 2);
        Path labels = Files.writeString(root.resolve("names.txt"), "one\n");
        assertThat(run("add", file.toString(), "--labels", labels.toString()))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("output");
        assertThat(run("add", file.toString(), "--decoder", "yolo"))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("--decoder is 'yolo'; give one of");
        assertThat(run("add", labels.toString())).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(models).isEmptyDirectory();
    }

    @Test
    void addsInPlace() throws IOException {
        Path file = Files.move(detector("yard.onnx", 2), models.resolve("yard.onnx"));
        assertThat(run("add", file.toString(), "--in-place", "--version", "3")).isZero();
        assertThat(listed("yard").path("version").asText()).isEqualTo("3");
        assertThat(run("add", file.toString(), "--in-place")).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("yard.yaml describes the model already");
    }

    @Test
    void shippedManifestsStayAndTheirFilesGo() throws IOException {
        assertThat(run("remove", "yolox-nano")).isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("comes with the program and cannot be removed");
        assertThat(run("remove", "ppocr-det")).isEqualTo(ExitCodes.WRONG_USAGE);
        Files.write(models.resolve("yolox_nano.onnx"), new byte[10]);
        assertThat(run("remove", "yolox-nano")).isZero();
        assertThat(models).isEmptyDirectory();
        assertThat(listed("yolox-nano").path("state").asText()).isEqualTo("not here");
    }

    @Test
    void languageDataIsPulledAndRead() {
        Path debian = Path.of("/usr/share/tesseract-ocr/5/tessdata");
        assumeTrue(Files.exists(debian.resolve("deu.traineddata")), "needs tesseract-ocr-deu");
        assertThat(run("pull", "tesseract-deu", "--from", debian.toString())).isZero();
        assertThat(out.toString())
                .contains("as the manifest says")
                .contains("CV_TESSERACT_DATA_PATH=" + models.resolve("tessdata"));
        assertThat(run("verify", "tesseract-deu")).isZero();
        assertThat(out.toString()).contains("language deu");
    }

    @Test
    void theNetworksThatComeWithTheProgramAreWell() {
        assertThat(run("verify")).as(errors.toString()).isZero();
        assertThat(out.toString()).contains("ppocr-det@4.0.0 is well", "ppocr-rec@4.0.0 is well");
    }

    @Test
    void pullsAndVerifiesTheSmallestYolox() {
        Path shared = Path.of(System.getProperty("cv.shared", "absent"), "data", "models");
        assumeTrue(Files.exists(shared), "needs ../shared/data/models");
        assertThat(run("pull", "yolox-nano", "--from", shared.toString()))
                .as(errors.toString())
                .isZero();
        assertThat(out.toString()).contains("Apache-2.0", "as the manifest says");
        assertThat(run("verify", "yolox-nano")).as(errors.toString()).isZero();
        assertThat(out.toString()).contains("[1, 3, 416, 416]", "[1, 3549, 85]", "80 classes");
    }
}
