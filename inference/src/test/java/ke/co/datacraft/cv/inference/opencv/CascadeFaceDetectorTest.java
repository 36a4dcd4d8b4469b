package ke.co.datacraft.cv.inference.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;

class CascadeFaceDetectorTest {

    private final Path data = Path.of(System.getProperty("cv.shared", "absent")).resolve("data");

    private static void ellipse(Mat pixels, int x, int y, int width, int height, int grey) {
        opencv_imgproc.ellipse(
                pixels,
                new Point(x, y),
                new Size(width, height),
                0,
                0,
                360,
                Scalar.all(grey),
                opencv_imgproc.FILLED,
                opencv_imgproc.LINE_AA,
                0);
    }

    /** A drawn face that is light and dark where faces are, with its nose at the given place. */
    private static DecodedImage portrait(int x, int y) {
        DecodedImage image = TestingModels.grey(640, 480, 65);
        Mat pixels = image.pixels();
        ellipse(pixels, x, y - 14, 62, 77, 59);
        ellipse(pixels, x, y + 4, 54, 65, 188);
        for (int side = -1; side <= 1; side += 2) {
            ellipse(pixels, x + side * 29, y - 16, 13, 7, 148);
            ellipse(pixels, x + side * 29, y - 16, 6, 4, 42);
            ellipse(pixels, x + side * 29, y - 30, 15, 3, 17);
            ellipse(pixels, x + side * 34, y + 15, 12, 12, 215);
        }
        ellipse(pixels, x, y, 6, 20, 206);
        ellipse(pixels, x, y + 22, 10, 3, 138);
        ellipse(pixels, x, y + 42, 24, 6, 108);
        opencv_imgproc.GaussianBlur(pixels, pixels, new Size(5, 5), 0);
        return image;
    }

    @Test
    void findsADrawnFaceWhereItIs() {
        try (CascadeFaceDetector detector = new CascadeFaceDetector();
                DecodedImage image = portrait(400, 260)) {
            List<Face> faces = detector.analyze(image, Map.of()).join().faces();

            assertThat(faces).hasSize(1);
            BoundingBox box = faces.get(0).box();
            assertThat(box.intersectionOverUnion(new BoundingBox(331, 191, 138, 138)))
                    .isGreaterThan(0.6f);
            assertThat(faces.get(0).landmarks()).isEmpty();
            assertThat(detector.model().sha256()).hasSize(64);
            assertThat(detector.analyze(image, Map.of("confidence", "0.999")).join().faces())
                    .isEmpty();
        }
    }

    @Test
    void anEmptyWallHasNoFaces() {
        try (CascadeFaceDetector detector = new CascadeFaceDetector();
                DecodedImage image = TestingModels.grey(640, 480, 90)) {
            assertThat(detector.analyze(image, Map.of()).join().faces()).isEmpty();
            assertThatThrownBy(() -> detector.validate(Map.of("max_detections", "none")))
                    .hasMessageContaining("max_detections is 'none'");
        }
    }

    @Test
    void manyThreadsFindTheSame() {
        try (CascadeFaceDetector detector = new CascadeFaceDetector();
                DecodedImage image = portrait(300, 240)) {
            List<Face> alone = detector.analyze(image, Map.of()).join().faces();

            assertThat(
                            IntStream.range(0, 16)
                                    .parallel()
                                    .mapToObj(i -> detector.analyze(image, Map.of()).join().faces())
                                    .distinct())
                    .containsExactly(alone);
        }
    }

    @Test
    void findsFacesInPhotographs() throws IOException {
        assumeTrue(Files.exists(data), "needs ../shared (images)");
        byte[] bytes = Files.readAllBytes(data.resolve("images/%s.jpg".formatted("000000006763")));
        try (CascadeFaceDetector detector = new CascadeFaceDetector();
                DecodedImage image =
                        new ImageDecoder(ImageLimits.ofMegapixels(50))
                                .decode(bytes, ImageInspector.inspect(bytes), 0, 480)) {
            // Two people who look into the camera.
            assertThat(detector.analyze(image, Map.of()).join().faces()).hasSize(2);
        }
    }
}
