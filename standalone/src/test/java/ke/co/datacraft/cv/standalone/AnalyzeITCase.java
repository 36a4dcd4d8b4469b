package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.zxing.BarcodeFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.testing.BarcodeSheet;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cv analyze} and {@code cv demo --once} as a user runs them, except for the process. */
class AnalyzeITCase {

    private static final double CONFIDENT = 0.35;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir Path folder;

    private int run(String... arguments) {
        return CommandLineInterface.create(new PrintWriter(out), new PrintWriter(errors))
                .execute(arguments);
    }

    private Map<String, List<ImageResult>> results() {
        Map<String, List<ImageResult>> results = new HashMap<>();
        out.toString()
                .lines()
                .forEach(
                        line -> {
                            ImageResult result = read(line);
                            results.computeIfAbsent(
                                            result.originalFilename(), name -> new ArrayList<>())
                                    .add(result);
                        });
        return results;
    }

    private static ImageResult read(String line) {
        try {
            return ContractCodec.read(
                    line.getBytes(java.nio.charset.StandardCharsets.UTF_8), ImageResult.class);
        } catch (ke.co.datacraft.cv.contracts.ContractException e) {
            throw new AssertionError("Not a result: " + line, e);
        }
    }

    @Test
    void goodImagesAreOnStandardOutputAndBadOnesBeside() throws IOException {
        SampleGenerator generator = new SampleGenerator(5);
        Sample sign = generator.sample(1);
        Sample pages = generator.sample(2);
        for (Sample sample : List.of(sign, pages)) {
            Files.write(folder.resolve(sample.name()), sample.bytes());
        }
        Files.writeString(folder.resolve("broken.png"), "no image");
        String[] lines = IntStream.range(0, 9).mapToObj(i -> "Page " + i).toArray(String[]::new);
        Files.write(folder.resolve("long.pdf"), SamplePdf.textAndHugePage(lines));
        int code =
                run(
                        "analyze",
                        folder.toString(),
                        "--format",
                        "jsonl",
                        "--task",
                        "quality",
                        "--task",
                        "ocr",
                        "--model",
                        "ppocr");
        assertThat(code).as(errors.toString()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(errors.toString()).contains("UNSUPPORTED_FORMAT", "broken.png");
        assertThat(errors.toString()).contains("TOO_MANY_PIXELS", "long.pdf");
        Map<String, List<ImageResult>> results = results();
        assertThat(results).containsOnlyKeys(sign.name(), pages.name(), "long.pdf");
        assertThat(results.get("long.pdf"))
                .as("only the huge page is lost")
                .extracting(ImageResult::page)
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(results.get(pages.name()))
                .extracting(ImageResult::page)
                .containsExactlyInAnyOrder(0, 1);
        assertThat(results.get(sign.name()).get(0).tasks())
                .extracting(task -> task.task())
                .containsExactlyInAnyOrder(Tasks.QUALITY, Tasks.OCR);
    }

    @Test
    void theTableTellsBarcodesAndClassesOfAModelGivenAsFile() throws IOException {
        Path picture = folder.resolve("codes.png");
        BarcodeSheet sheet = new BarcodeSheet(500, 400);
        sheet.put(BarcodeFormat.QR_CODE, "https://example.org/gate/7", 250, 200, 30, 5, 0);
        sheet.write(picture);
        TestingModels.write(folder.resolve("models"));
        int code =
                run(
                        "analyze",
                        picture.toString(),
                        "--task",
                        "barcode",
                        "--task",
                        "image_classification",
                        "--model",
                        folder.resolve("models/testing-classifier.onnx").toString());
        assertThat(code).as(errors.toString()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .containsPattern("barcode +zxing +\\d+ +QR_CODE https://example.org/gate/7")
                .containsPattern("image_classification +testing-classifier +\\d+ +bright 0\\.");
    }

    @Test
    void theDemoFindsAllOfItsSamples() {
        int code =
                run("demo", "--once", "--images", "4", "--data", folder.resolve("demo").toString());
        assertThat(code).as("%s%n%s", out, errors).isEqualTo(ExitCodes.OK);
        assertThat(out.toString())
                .contains("All 4 images are in the tables", "Dashboard", "document-eng-0000.png")
                .contains("street-day-0000.jpg", "street-objects", "pedestrian");
        assertThat(folder.resolve("demo/annotated/sign-0001.jpg.page1.png")).isNotEmptyFile();
        assertThat(folder.resolve("demo/annotated/street-day-0000.jpg.page1.png")).isNotEmptyFile();
        assertThat(folder.resolve("demo/run/postgres.pid")).doesNotExist();
        assertThat(folder.resolve("demo/run/redis.pid")).doesNotExist();
    }

    @Test
    void detectionsAgreeWithAnIndependentImplementation() throws IOException {
        Path shared = Path.of(System.getProperty("cv.shared", "../../shared"), "data");
        Assumptions.assumeTrue(Files.exists(shared), "needs ../shared/data");
        int code =
                run(
                        "analyze",
                        shared.resolve("images").toString(),
                        "--task",
                        "object_detection",
                        "--model",
                        shared.resolve("models/yolox_nano.onnx").toString(),
                        "--format",
                        "jsonl");
        assertThat(code).as(errors.toString()).isEqualTo(ExitCodes.OK);
        Map<String, List<ImageResult>> results = results();
        JsonNode images =
                new ObjectMapper()
                        .readTree(shared.resolve("expected-yolox_nano.json").toFile())
                        .get("images");
        assertThat(results).hasSize(images.size());
        images.properties()
                .forEach(
                        image -> {
                            List<DetectedObject> found =
                                    results.get(image.getKey()).get(0).tasks().get(0).objects();
                            compare(image.getKey(), image.getValue().get("detections"), found);
                        });
    }

    /** Every confident box is found, and nothing confident besides. */
    private static void compare(String name, JsonNode expected, List<DetectedObject> found) {
        List<DetectedObject> left = new ArrayList<>(found);
        for (JsonNode box : expected) {
            DetectedObject same =
                    left.stream()
                            .filter(object -> object.label().equals(box.get("label").asText()))
                            .filter(object -> overlap(object, box) >= 0.95)
                            .findFirst()
                            .orElse(null);
            if (box.get("confidence").asDouble() >= CONFIDENT) {
                assertThat(same).as("%s: %s", name, box).isNotNull();
            }
            left.remove(same);
        }
        assertThat(left).as(name).allMatch(object -> object.confidence() <= CONFIDENT);
    }

    private static float overlap(DetectedObject found, JsonNode expected) {
        JsonNode box = expected.get("bbox");
        BoundingBox there =
                new BoundingBox(
                        (float) box.get(0).asDouble(),
                        (float) box.get(1).asDouble(),
                        (float) box.get(2).asDouble(),
                        (float) box.get(3).asDouble());
        List<Double> here = found.bbox();
        return new BoundingBox(
                        here.get(0).floatValue(),
                        here.get(1).floatValue(),
                        here.get(2).floatValue(),
                        here.get(3).floatValue())
                .intersectionOverUnion(there);
    }
}
