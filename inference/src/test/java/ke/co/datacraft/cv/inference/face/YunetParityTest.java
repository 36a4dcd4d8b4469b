package ke.co.datacraft.cv.inference.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;
import org.junit.jupiter.api.Test;

/** Compares with OpenCV's own detector, which runs the same model by other code, in photographs. */
class YunetParityTest {

    private static final int SIDE = 320;
    private static final float CONFIDENCE = 0.6f;
    private static final float OVERLAP = 0.9f;
    // A face may be on either side of the limit.
    private static final float TOLERANCE = 0.01f;

    private final Path data = Path.of(System.getProperty("cv.shared", "absent")).resolve("data");

    @Test
    void findsTheFacesThatOpenCvFinds() throws IOException {
        assumeTrue(Files.exists(data), "needs ../shared (models and images)");
        String model = data.resolve("models/face_detection_yunet_320.onnx").toString();
        ModelRepository repository =
                new ModelRepository(
                        new ModelRepositorySettings(List.of(), true, OnnxSettings.cpu()));
        List<String> differences = new ArrayList<>();
        int count = 0;
        try (NetworkFaceDetector detector = new NetworkFaceDetector(repository.load(model));
                FaceDetectorYN other =
                        FaceDetectorYN.create(
                                model, "", new Size(SIDE, SIDE), CONFIDENCE, 0.3f, 5000, 0, 0);
                Stream<Path> images = Files.list(data.resolve("images"))) {
            for (Path file : images.sorted().toList()) {
                try (DecodedImage image = decode(file)) {
                    List<Face> found =
                            detector.analyze(image, Map.of("confidence", "0.6")).join().faces();
                    List<Face> expected = detect(other, image);
                    count += expected.size();
                    compare(file, found, expected, differences);
                    compare(file, expected, found, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(count).isGreaterThanOrEqualTo(10);
    }

    private static DecodedImage decode(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new ImageDecoder(ImageLimits.ofMegapixels(50))
                .decode(bytes, ImageInspector.inspect(bytes), 0, Integer.MAX_VALUE);
    }

    private static List<Face> detect(FaceDetectorYN detector, DecodedImage image) {
        float scale = Math.min((float) SIDE / image.width(), (float) SIDE / image.height());
        List<Face> faces = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            int width = (int) Math.floor(image.width() * scale + 1e-3);
            int height = (int) Math.floor(image.height() * scale + 1e-3);
            Mat square = Mat.zeros(SIDE, SIDE, opencv_core.CV_8UC3).asMat();
            opencv_imgproc.resize(
                    image.pixels(),
                    new Mat(square, new Rect(0, 0, width, height)),
                    new Size(width, height));
            Mat found = new Mat();
            detector.detect(square, found);
            for (int row = 0; row < found.rows(); row++) {
                float[] values = new float[15];
                new FloatPointer(found.ptr(row)).get(values);
                faces.add(face(values, scale, image));
            }
        }
        return faces;
    }

    private static Face face(float[] values, float scale, DecodedImage image) {
        float left = Math.max(0, values[0] / scale);
        float top = Math.max(0, values[1] / scale);
        float right = Math.min(image.width(), (values[0] + values[2]) / scale);
        float bottom = Math.min(image.height(), (values[1] + values[3]) / scale);
        List<ImagePoint> landmarks = new ArrayList<>();
        for (int point = 0; point < 5; point++) {
            landmarks.add(
                    new ImagePoint(values[4 + 2 * point] / scale, values[5 + 2 * point] / scale));
        }
        return new Face(
                values[14], new BoundingBox(left, top, right - left, bottom - top), landmarks);
    }

    private static void compare(
            Path file, List<Face> wanted, List<Face> there, List<String> differences) {
        for (Face face : wanted) {
            boolean sure = face.confidence() >= CONFIDENCE + TOLERANCE;
            if (sure && there.stream().noneMatch(other -> same(face, other))) {
                differences.add(file.getFileName() + ": " + face + " is not among " + there);
            }
        }
    }

    private static boolean same(Face one, Face other) {
        double limit = 0.05 * one.box().width() + 1;
        boolean near = true;
        for (int point = 0; point < 5; point++) {
            ImagePoint here = one.landmarks().get(point);
            ImagePoint there = other.landmarks().get(point);
            near = near && Math.hypot(here.x() - there.x(), here.y() - there.y()) <= limit;
        }
        return near
                && Math.abs(one.confidence() - other.confidence()) <= TOLERANCE
                && one.box().intersectionOverUnion(other.box()) >= OVERLAP;
    }
}
