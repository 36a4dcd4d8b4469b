package ke.co.datacraft.cv.inference.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import org.junit.jupiter.api.Test;

/** Compares with what an independent implementation found in photographs. */
class YoloxParityTest {

    private static final float CONFIDENCE = 0.35f;
    private static final float OVERLAP = 0.95f;
    // The expectation is rounded to four digits, and a box may be on either side of the limit.
    private static final float TOLERANCE = 0.005f;

    private final Path data = Path.of(System.getProperty("cv.shared", "absent")).resolve("data");

    @Test
    void agreesWithAnIndependentImplementation() throws IOException {
        assumeTrue(Files.exists(data), "needs ../shared (models, images and expected detections)");
        JsonNode expected =
                new ObjectMapper()
                        .readTree(data.resolve("expected-yolox_nano.json").toFile())
                        .path("images");
        List<String> differences = new ArrayList<>();
        ModelRepository repository =
                new ModelRepository(
                        new ModelRepositorySettings(List.of(), true, OnnxSettings.cpu()));
        String model = data.resolve("models/yolox_nano.onnx").toString();
        try (ObjectDetector detector = new ObjectDetector(repository.load(model))) {
            for (Map.Entry<String, JsonNode> image : expected.properties()) {
                List<Detection> found =
                        detect(detector, data.resolve("images").resolve(image.getKey()));
                compare(image.getKey(), image.getValue().path("detections"), found, differences);
            }
        }
        assertThat(expected.size()).isEqualTo(24);
        assertThat(differences).isEmpty();
    }

    private static List<Detection> detect(ObjectDetector detector, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ImageInfo info = ImageInspector.inspect(bytes);
        try (DecodedImage image =
                new ImageDecoder(ImageLimits.ofMegapixels(50))
                        .decode(
                                bytes,
                                info,
                                0,
                                detector.minimumShortSide(info.width(), info.height()))) {
            return detector.analyze(image, Map.of("confidence", "0.3")).join().detections();
        }
    }

    private static void compare(
            String image, JsonNode expected, List<Detection> found, List<String> differences) {
        for (JsonNode detection : expected) {
            if (detection.path("confidence").floatValue() >= CONFIDENCE
                    && found.stream().noneMatch(candidate -> same(detection, candidate))) {
                differences.add(image + " lacks " + detection);
            }
        }
        for (Detection detection : found) {
            boolean known = false;
            for (JsonNode candidate : expected) {
                known = known || same(candidate, detection);
            }
            if (detection.confidence() >= CONFIDENCE + TOLERANCE && !known) {
                differences.add(image + " has beyond it " + detection);
            }
        }
    }

    private static boolean same(JsonNode expected, Detection found) {
        JsonNode box = expected.path("bbox");
        BoundingBox wanted =
                new BoundingBox(
                        box.path(0).floatValue(),
                        box.path(1).floatValue(),
                        box.path(2).floatValue(),
                        box.path(3).floatValue());
        return expected.path("label").textValue().equals(found.label())
                && found.box().intersectionOverUnion(wanted) >= OVERLAP;
    }
}
