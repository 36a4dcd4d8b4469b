package ke.co.datacraft.cv.inference.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QualityAnalyzerTest {

    private static final int WIDTH = 300;

    /** More than two strips, the last one short. */
    private static final int HEIGHT = 523;

    private final QualityAnalyzer analyzer = new QualityAnalyzer();

    @AfterEach
    void close() {
        analyzer.close();
    }

    @Test
    void saysWhatItIs() {
        assertThat(analyzer.task()).isEqualTo("quality");
        assertThat(analyzer.model()).isEqualTo(new ModelIdentity("opencv-quality", "1.0.0", null));
        assertThat(analyzer.minimumShortSide(640, 480)).isEqualTo(Integer.MAX_VALUE);
        analyzer.validate(Map.of("unknown", "value"));
    }

    @Test
    void agreesWithANaiveImplementation() {
        try (Mat picture = SampleImages.mat(WIDTH, HEIGHT, 8);
                Mat grey = new Mat()) {
            opencv_imgproc.cvtColor(picture, grey, opencv_imgproc.COLOR_BGR2GRAY);
            byte[] values = new byte[WIDTH * HEIGHT];
            grey.data().get(values);
            double sum = 0;
            double squares = 0;
            double edges = 0;
            double edgeSquares = 0;
            for (int i = 0; i < values.length; i++) {
                double value = at(values, i % WIDTH, i / WIDTH);
                double edge = laplacian(values, i % WIDTH, i / WIDTH);
                sum += value;
                squares += value * value;
                edges += edge;
                edgeSquares += edge * edge;
            }
            double mean = sum / values.length;
            double edgeMean = edges / values.length;
            Analysis.Quality quality = analyze(picture);
            assertThat(quality.brightness()).isCloseTo(mean / 255, within(1e-9));
            assertThat(quality.contrast())
                    .isCloseTo(
                            Math.sqrt(squares / values.length - mean * mean) / 255, within(1e-9));
            assertThat(quality.sharpness())
                    .isCloseTo(edgeSquares / values.length - edgeMean * edgeMean, within(1e-6));
            assertThat(quality.timings().computeNanos()).isPositive();
        }
    }

    private static double laplacian(byte[] values, int x, int y) {
        return at(values, x - 1, y)
                + at(values, x + 1, y)
                + at(values, x, y - 1)
                + at(values, x, y + 1)
                - 4 * at(values, x, y);
    }

    /** Pixels beyond the border mirror those within, the border itself not repeated. */
    private static double at(byte[] values, int x, int y) {
        int column = x < 0 ? 1 : x == WIDTH ? WIDTH - 2 : x;
        int row = y < 0 ? 1 : y == HEIGHT ? HEIGHT - 2 : y;
        return values[row * WIDTH + column] & 0xff;
    }

    @Test
    void blurLowersSharpnessAndScore() {
        try (Mat picture = detailed()) {
            Analysis.Quality last = analyze(picture);
            for (int side : new int[] {3, 7, 15, 31}) {
                try (Mat blurred = new Mat();
                        Size size = new Size(side, side)) {
                    opencv_imgproc.GaussianBlur(picture, blurred, size, 0);
                    Analysis.Quality quality = analyze(blurred);
                    assertThat(quality.sharpness()).isLessThan(last.sharpness());
                    assertThat(quality.score()).isLessThanOrEqualTo(last.score());
                    last = quality;
                }
            }
            assertThat(last.score()).isLessThan(analyze(picture).score() / 2);
        }
    }

    @Test
    void lightRaisesBrightnessAndTheOverexposedShare() {
        try (Mat picture = detailed()) {
            Analysis.Quality last = analyze(picture);
            for (int light : new int[] {60, 120, 180, 240}) {
                try (Mat lit = new Mat()) {
                    picture.convertTo(lit, -1, 1, light);
                    Analysis.Quality quality = analyze(lit);
                    assertThat(quality.brightness()).isGreaterThan(last.brightness());
                    assertThat(quality.overexposed()).isGreaterThanOrEqualTo(last.overexposed());
                    last = quality;
                }
            }
            assertThat(last.overexposed()).isGreaterThan(0.3);
            assertThat(last.score()).isLessThan(analyze(picture).score());
        }
    }

    @Test
    void aPictureOfOneColourIsUseless() {
        for (int value : new int[] {0, 128, 255}) {
            try (Scalar colour = new Scalar(value, value, value, 0);
                    Mat flat = new Mat(20, 30, opencv_core.CV_8UC3, colour)) {
                Analysis.Quality quality = analyze(flat);
                assertThat(quality.score()).isZero();
                assertThat(quality.sharpness()).isZero();
                assertThat(quality.contrast()).isZero();
                assertThat(quality.brightness()).isCloseTo(value / 255.0, within(1e-9));
                assertThat(quality.underexposed()).isEqualTo(value == 0 ? 1 : 0);
                assertThat(quality.overexposed()).isEqualTo(value == 255 ? 1 : 0);
            }
        }
    }

    @Test
    void blackTextOnWhitePaperIsFine() {
        try (Scalar white = new Scalar(255, 255, 255, 0);
                Mat page = new Mat(200, 400, opencv_core.CV_8UC3, white);
                Scalar black = new Scalar(0, 0, 0, 0);
                Point origin = new Point(10, 100)) {
            opencv_imgproc.putText(
                    page,
                    "Quality 0123456789",
                    origin,
                    opencv_imgproc.FONT_HERSHEY_SIMPLEX,
                    1,
                    black,
                    3,
                    opencv_imgproc.LINE_AA,
                    false);
            Analysis.Quality quality = analyze(page);
            assertThat(quality.overexposed()).isGreaterThan(0.8);
            assertThat(quality.score()).isBetween(0.4, 1.0);
        }
    }

    @Test
    void onePixelIsEnough() {
        try (Mat pixel = SampleImages.mat(1, 1, 1)) {
            assertThat(analyze(pixel).score()).isZero();
        }
    }

    private static Mat detailed() {
        return SampleImages.mat(WIDTH, HEIGHT, 8);
    }

    private Analysis.Quality analyze(Mat picture) {
        DecodedImage image = new DecodedImage(picture, picture.cols(), picture.rows());
        return analyzer.analyze(image, Map.of()).join();
    }
}
