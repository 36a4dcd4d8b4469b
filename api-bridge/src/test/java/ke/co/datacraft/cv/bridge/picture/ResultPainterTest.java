package ke.co.datacraft.cv.bridge.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingTasks;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultPainterTest {

    private final ResultPainter painter = new ResultPainter(GlyphFont.load());

    private static BufferedImage grey(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, Color.DARK_GRAY.getRGB());
            }
        }
        return image;
    }

    /** A result of 640 x 480 pixels. */
    private static ImageResult result(TaskResult... tasks) {
        return new TestingResults(null, "acme").image(UUID.randomUUID(), "a.png", 0, tasks);
    }

    private BufferedImage painted(int width, int height, TaskResult... tasks) throws IOException {
        BufferedImage image = grey(width, height);
        painter.paint(image, result(tasks));
        return image;
    }

    /** Edges are smooth, so the colour is mixed there. */
    private static boolean isNearly(BufferedImage image, int x, int y, Color color) {
        Color found = new Color(image.getRGB(x, y));
        return Math.abs(found.getRed() - color.getRed()) < 75
                && Math.abs(found.getGreen() - color.getGreen()) < 75
                && Math.abs(found.getBlue() - color.getBlue()) < 75;
    }

    private static boolean isTouched(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) != Color.DARK_GRAY.getRGB();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void findingsAreDrawnWhereTheyAreAtAnySize(int factor) throws Exception {
        BufferedImage image =
                painted(
                        320 * factor,
                        240 * factor,
                        TestingTasks.objects(TestingTasks.object("car", 2, 0.9, 64, 96, 128, 64)),
                        TestingTasks.face(0.8, 320, 240, 80, 80),
                        TestingTasks.barcode(
                                "QR_CODE", "x", 500, 100, 600, 100, 600, 200, 500, 200),
                        TestingTasks.text(null, "word"));
        double scale = factor / 2.0;

        // Left and lower edge of the car, not its middle.
        assertThat(isNearly(image, at(64, scale), at(140, scale), Palette.of("car"))).isTrue();
        assertThat(isNearly(image, at(128, scale), at(160, scale), Palette.of("car"))).isTrue();
        assertThat(isTouched(image, at(128, scale), at(128, scale))).isFalse();
        // The nose is the third landmark, in the middle of the face.
        assertThat(isNearly(image, at(360, scale), at(280, scale), Palette.FACE)).isTrue();
        assertThat(isNearly(image, at(320, scale), at(300, scale), Palette.FACE)).isTrue();
        assertThat(isNearly(image, at(600, scale), at(200, scale), Palette.BARCODE)).isTrue();
        assertThat(isTouched(image, at(550, scale), at(150, scale))).isFalse();
    }

    private static int at(double place, double scale) {
        return (int) Math.round(place * scale);
    }

    @Test
    void aTrackIsToldInTheLabel() throws Exception {
        DetectedObject without = TestingTasks.object("car", 2, 0.9, 64, 96, 128, 64);
        DetectedObject with = new DetectedObject("car", 2, 0.9, without.bbox(), 123456789L);

        BufferedImage plain = painted(640, 480, TestingTasks.objects(without));
        BufferedImage tracked = painted(640, 480, TestingTasks.objects(with));

        assertThat(isTouched(plain, 160, 90)).isFalse();
        assertThat(isTouched(tracked, 160, 90)).isTrue();
    }

    @Test
    void nothingFoundChangesNothing() throws Exception {
        BufferedImage image = painted(640, 480, TestingTasks.objects(), TestingTasks.quality());

        assertThat(IntStream.range(0, 640 * 480).noneMatch(i -> isTouched(image, i % 640, i / 640)))
                .isTrue();
    }

    @Test
    void labelsStayOnThePicture() throws Exception {
        BufferedImage image =
                painted(
                        640,
                        480,
                        TestingTasks.objects(
                                TestingTasks.object("at the corner", 1, 1, 600, -5, 90, 40)),
                        TestingTasks.classes(new ImageClass("scene", 1, 1)));

        assertThat(isNearly(image, 635, 2, Palette.of("at the corner"))).isTrue();
        assertThat(isNearly(image, 2, 12, Palette.of("scene"))).isTrue();
    }

    @Test
    void foreignLettersAndLongTextsAreDrawnAsFarAsTheyCan() throws Exception {
        String hostile = "日本語\u0000\u202E\n" + "x".repeat(5000);

        painted(
                64,
                48,
                TestingTasks.objects(TestingTasks.object(hostile, 1, 1, -1e9, 1e9, 1e12, 0)),
                TestingTasks.barcode("QR_CODE", hostile, 1, 1),
                TestingTasks.barcode("QR_CODE", ""));
    }

    /** For people to look at; {@code target/pictures}. */
    @Test
    void samplesToLookAt() throws Exception {
        String page =
                IntStream.range(0, 30)
                        .mapToObj(i -> "line " + i + " of many words on a page")
                        .collect(Collectors.joining("\n"));
        Path folder = Files.createDirectories(Path.of("target", "pictures"));
        BufferedImage image =
                painted(
                        1280,
                        960,
                        TestingTasks.objects(
                                new DetectedObject(
                                        "car", 2, 0.93, List.of(64., 96., 200., 120.), 7L),
                                new DetectedObject(
                                        "dog", 5, 0.51, List.of(220., 150., 90., 80.), null)),
                        TestingTasks.face(0.8, 400, 60, 80, 90),
                        TestingTasks.barcode(
                                "QR_CODE",
                                "https://example.org/a?b=c",
                                500,
                                300,
                                590,
                                310,
                                580,
                                400,
                                490,
                                390),
                        TestingTasks.text(null, "Total 42.00", "Thank you"),
                        TestingTasks.classes(new ImageClass("street, by day", 1, 0.77)));
        ImageIO.write(image, "png", folder.resolve("everything.png").toFile());
        ImageIO.write(
                painted(640, 480, TestingTasks.text(null, page.split("\n"))),
                "png",
                folder.resolve("page.png").toFile());

        assertThat(folder.resolve("everything.png")).isNotEmptyFile();
    }
}
