package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.Redaction;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.face.NetworkFaceDetector;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.jobs.CameraSettings;
import ke.co.datacraft.cv.operators.camera.FrameWork;
import ke.co.datacraft.cv.operators.camera.StoredFrames;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionMonitor;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stored frames, compared with what they would be without redaction: within what must not be seen
 * the steps from pixel to pixel are gone, and what is beside it is as it was.
 */
class RedactionTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** Share of the steps that is left where nobody can tell what it was. */
    private static final double UNRECOGNISABLE = 0.5;

    private final Path data = Path.of(System.getProperty("cv.shared", "absent")).resolve("data");

    @TempDir Path folder;

    /** A frame as it is stored with and without redaction. */
    private record Pair(BufferedImage plain, BufferedImage redacted) {

        /** Share of the steps in a box that redaction left. */
        double left(BoundingBox box) {
            return steps(redacted, box) / steps(plain, box);
        }
    }

    private static double steps(BufferedImage image, BoundingBox box) {
        double sum = 0;
        int right = (int) Math.min(image.getWidth(), box.x() + box.width()) - 1;
        int bottom = (int) Math.min(image.getHeight(), box.y() + box.height()) - 1;
        for (int y = (int) box.y(); y < bottom; y++) {
            for (int x = (int) box.x(); x < right; x++) {
                int here = green(image, x, y);
                sum += Math.abs(green(image, x + 1, y) - here);
                sum += Math.abs(green(image, x, y + 1) - here);
            }
        }
        return sum;
    }

    private static int green(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) >> 8 & 255;
    }

    /** Stores frames of one source with and without redaction. */
    private final class Camera implements AutoCloseable {
        private final StoredFrames frames;
        private final FrameWork plain;
        private final FrameWork redacted;
        private int count;

        Camera(SourceKind kind, Redaction redaction, Map<String, String> options)
                throws IOException {
            Map<String, String> all = new HashMap<>(options);
            all.put("cv.storage-backend", "filesystem");
            all.put("cv.storage-path", folder.toString());
            frames = new StoredFrames(CameraSettings.read(Configuration.fromMap(all)).frames());
            plain = frames.open(source("plain", kind, null), RedactionMonitor.NONE);
            redacted = frames.open(source("redacted", kind, redaction), RedactionMonitor.NONE);
        }

        Pair take(BufferedImage image) throws IOException {
            Instant time = NOON.plusSeconds(count++);
            return new Pair(
                    read(plain.store(grabbed(image), time)),
                    read(redacted.store(grabbed(image), time)));
        }

        private static BufferedImage read(String uri) throws IOException {
            return ImageIO.read(URI.create(uri).toURL());
        }

        @Override
        public void close() {
            plain.close();
            redacted.close();
            frames.close();
        }
    }

    private static SourceDefinition source(String id, SourceKind kind, Redaction redaction) {
        return new SourceDefinition(
                ContractCodec.SCHEMA_VERSION,
                "acme",
                id,
                null,
                kind,
                "test:",
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)),
                null,
                null,
                null,
                redaction,
                List.of(),
                1L,
                null,
                null);
    }

    private static GrabbedFrame grabbed(BufferedImage image) {
        byte[] bytes = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        ByteBuffer pixels = ByteBuffer.allocateDirect(bytes.length);
        pixels.put(bytes).flip();
        return new GrabbedFrame(image.getWidth(), image.getHeight(), 3 * image.getWidth(), pixels);
    }

    private static Redaction objects(List<String> labels) {
        return new Redaction(null, null, labels, null, null);
    }

    /** Looks at frames of three streets, in each five a second. */
    private void watch(Redaction redaction, Look look) throws IOException {
        for (int seed = 11; seed <= 13; seed++) {
            Scene scene = new Scene(seed, StreetPlan.CROSSING, 960, 540, null);
            try (Camera camera = new Camera(SourceKind.SIMULATOR, redaction, Map.of())) {
                for (int number = 0; number < 20; number++) {
                    SceneFrame frame = scene.frame(5 + number / 5.0);
                    look.at(frame, camera.take(frame.image()));
                }
            }
        }
    }

    @FunctionalInterface
    private interface Look {
        void at(SceneFrame frame, Pair pair);
    }

    private static List<Double> left(
            SceneFrame frame, Pair pair, Function<SceneObject, BoundingBox> part) {
        return frame.wanted().stream()
                .map(part)
                .filter(box -> box != null)
                .map(pair::left)
                .toList();
    }

    private static double hidden(List<Double> left) {
        return (double) left.stream().filter(share -> share < UNRECOGNISABLE).count() / left.size();
    }

    @Test
    void ofAStreetNothingIsLeftButTheStreet() throws IOException {
        List<Double> left = new ArrayList<>();
        List<Double> beside = new ArrayList<>();
        watch(
                objects(ObjectKind.labels()),
                (frame, pair) -> {
                    left.addAll(left(frame, pair, SceneObject::box));
                    beside.add(unchanged(frame, pair));
                });
        assertThat(left).hasSizeGreaterThan(500);
        assertThat(hidden(left)).isGreaterThan(0.99);
        assertThat(beside.stream().mapToDouble(share -> share).average().orElseThrow())
                .isGreaterThan(0.95);
    }

    /** Of the pixels far from all objects, the share that is as it was. */
    private static double unchanged(SceneFrame frame, Pair pair) {
        int same = 0;
        int all = 0;
        for (int y = 0; y < pair.plain().getHeight(); y++) {
            for (int x = 0; x < pair.plain().getWidth(); x++) {
                if (isFar(frame, x, y)) {
                    all++;
                    same += pair.plain().getRGB(x, y) == pair.redacted().getRGB(x, y) ? 1 : 0;
                }
            }
        }
        return (double) same / all;
    }

    private static boolean isFar(SceneFrame frame, int x, int y) {
        for (SceneObject object : frame.objects()) {
            BoundingBox box = object.box();
            double reachX = 40 + box.width() / 2;
            double reachY = 40 + box.height() / 2;
            if (x > box.x() - reachX
                    && x < box.x() + box.width() + reachX
                    && y > box.y() - reachY
                    && y < box.y() + box.height() + reachY) {
                return false;
            }
        }
        return true;
    }

    @Test
    void onlyTheClassesThatAreAskedForAreHidden() throws IOException {
        List<Double> pedestrians = new ArrayList<>();
        List<Double> cars = new ArrayList<>();
        watch(
                objects(List.of(ObjectKind.PEDESTRIAN.label())),
                (frame, pair) -> {
                    pedestrians.addAll(
                            left(
                                    frame,
                                    pair,
                                    o -> o.kind() == ObjectKind.PEDESTRIAN ? o.box() : null));
                    cars.addAll(
                            left(frame, pair, o -> o.kind() == ObjectKind.CAR ? o.box() : null));
                });
        assertThat(hidden(pedestrians)).isGreaterThan(0.96);
        assertThat(hidden(cars)).isLessThan(0.1);
    }

    @Test
    void noNumberPlateCanBeRead() throws IOException {
        List<Double> left = new ArrayList<>();
        watch(
                new Redaction(null, true, null, null, null),
                (frame, pair) ->
                        left.addAll(
                                left(
                                        frame,
                                        pair,
                                        o -> o.plate() == null ? null : o.plate().box())));
        assertThat(left)
                .hasSizeGreaterThan(5)
                .allSatisfy(share -> assertThat(share).isLessThan(0.2));
    }

    private Map<String, String> models() {
        assumeTrue(Files.exists(data), "needs ../shared (models and images)");
        return Map.of(
                "cv.model-path",
                data.resolve("models").toString(),
                "cv.redaction-face-model",
                "yunet-320",
                "cv.redaction-model",
                "yolox_nano");
    }

    private List<Path> photographs() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("images"))) {
            return files.sorted().toList();
        }
    }

    private static BufferedImage photograph(Path file) throws IOException {
        BufferedImage decoded = ImageIO.read(file.toFile());
        BufferedImage image =
                new BufferedImage(
                        decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics graphics = image.getGraphics();
        graphics.drawImage(decoded, 0, 0, null);
        graphics.dispose();
        return image;
    }

    /** What another implementation finds, by file. */
    private List<BoundingBox> expected(JsonNode expected, Path file, String label) {
        List<BoundingBox> boxes = new ArrayList<>();
        JsonNode found = expected.at("/images/" + file.getFileName() + "/detections");
        for (JsonNode detection : found) {
            JsonNode box = detection.get("bbox");
            if (detection.get("label").asText().equals(label)) {
                boxes.add(
                        new BoundingBox(
                                (float) Math.max(0, box.get(0).asDouble()),
                                (float) Math.max(0, box.get(1).asDouble()),
                                (float) box.get(2).asDouble(),
                                (float) box.get(3).asDouble()));
            }
        }
        return boxes;
    }

    @Test
    void peopleInPhotographsAreHidden() throws IOException {
        Map<String, String> models = models();
        JsonNode expected =
                new ObjectMapper().readTree(data.resolve("expected-yolox_nano.json").toFile());
        List<Double> left = new ArrayList<>();
        for (Path file : photographs()) {
            try (Camera camera =
                    new Camera(SourceKind.FOLDER, objects(List.of("person")), models)) {
                Pair pair = camera.take(photograph(file));
                expected(expected, file, "person").forEach(box -> left.add(pair.left(box)));
            }
        }
        assertThat(left).hasSizeGreaterThan(30);
        // What little one box leaves may be the half of a person that the other finds whole.
        assertThat(hidden(left)).isGreaterThan(0.95);
        assertThat(left).allSatisfy(share -> assertThat(share).isLessThan(0.7));
    }

    @Test
    void facesInPhotographsAreHiddenAndNotFoundAnyMore() throws IOException {
        Map<String, String> models = models();
        List<Double> left = new ArrayList<>();
        int again = 0;
        Path model = data.resolve("models");
        try (NetworkFaceDetector detector =
                new NetworkFaceDetector(
                        new ModelRepository(ModelRepositorySettings.of(model)).load("yunet-320"))) {
            for (Path file : photographs()) {
                try (Camera camera =
                        new Camera(
                                SourceKind.FOLDER,
                                new Redaction(true, null, null, null, null),
                                models)) {
                    Pair pair = camera.take(photograph(file));
                    faces(detector, pair.plain()).forEach(box -> left.add(pair.left(box)));
                    again += faces(detector, pair.redacted()).size();
                }
            }
        }
        assertThat(left)
                .hasSizeGreaterThan(20)
                .allSatisfy(share -> assertThat(share).isLessThan(UNRECOGNISABLE));
        // A blurred head is still round.
        assertThat(again).isLessThan(left.size() / 5);
    }

    private static List<BoundingBox> faces(NetworkFaceDetector detector, BufferedImage image) {
        BufferedImage bgr =
                new BufferedImage(
                        image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        bgr.getGraphics().drawImage(image, 0, 0, null);
        byte[] bytes = ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData();
        try (DecodedImage decoded =
                DecodedImage.copyOf(bytes.clone(), image.getWidth(), image.getHeight())) {
            return detector.analyze(decoded, Map.of("confidence", "0.6")).join().faces().stream()
                    .map(Face::box)
                    .toList();
        }
    }
}
