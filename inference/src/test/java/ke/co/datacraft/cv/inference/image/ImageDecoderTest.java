package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.inference.testing.SampleExif;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SampleTiff;
import ke.co.datacraft.cv.inference.testing.SampleTiff.Page;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final int EVERY_PIXEL = Integer.MAX_VALUE;
    private static final int WIDTH = 61;
    private static final int HEIGHT = 43;

    private final ImageDecoder decoder = new ImageDecoder(new ImageLimits(1_000_000));
    private final byte[] pixels = SampleImages.pixels(WIDTH, HEIGHT, 5);

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("JPEG", SampleImages.jpeg(WIDTH, HEIGHT, 5), 6.0),
                Arguments.of("PNG", SampleImages.png(WIDTH, HEIGHT, 5), 0.0),
                Arguments.of("WEBP", SampleImages.webp(WIDTH, HEIGHT, 5), 0.0),
                Arguments.of("BMP", SampleImages.bmp(WIDTH, HEIGHT, 5), 0.0),
                // 256 colours, and OpenCV dithers.
                Arguments.of("GIF", SampleImages.gif(WIDTH, HEIGHT, 5), 20.0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void decodesThePixels(String format, byte[] file, double tolerance) {
        try (DecodedImage image = decode(file)) {
            assertThat(image.width()).isEqualTo(WIDTH);
            assertThat(image.height()).isEqualTo(HEIGHT);
            assertThat(image.scaleX()).isEqualTo(1);
            assertThat(PixelArrays.meanDifference(PixelArrays.of(image), pixels))
                    .isLessThanOrEqualTo(tolerance);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsEveryFormatUpright(int orientation) {
        byte[] expected = PixelArrays.upright(pixels, WIDTH, HEIGHT, orientation);
        byte[] png = SampleExif.intoPng(SampleImages.png(WIDTH, HEIGHT, 5), orientation);
        byte[] webp =
                SampleExif.intoWebp(
                        SampleImages.webp(WIDTH, HEIGHT, 5), WIDTH, HEIGHT, orientation);
        assertPixels(png, expected);
        assertPixels(webp, expected);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            Page page = Page.rgb(WIDTH, HEIGHT, pixels, orientation);
            assertPixels(SampleTiff.write(order, false, List.of(page)), expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsJpegsUprightAtEveryScale(int orientation) {
        byte[] plain = SampleImages.jpeg(160, 80, 5);
        byte[] turned = SampleExif.intoJpeg(plain, orientation);
        ImageInfo plainInfo = ImageInspector.inspect(plain);
        ImageInfo turnedInfo = ImageInspector.inspect(turned);
        for (int shortSide : List.of(EVERY_PIXEL, 40, 20, 10)) {
            try (DecodedImage stored = decoder.decode(plain, plainInfo, 0, shortSide);
                    DecodedImage image = decoder.decode(turned, turnedInfo, 0, shortSide)) {
                byte[] expected =
                        PixelArrays.upright(
                                PixelArrays.of(stored),
                                stored.width(),
                                stored.height(),
                                orientation);
                assertThat(PixelArrays.of(image)).isEqualTo(expected);
                assertThat(image.originalWidth()).isEqualTo(orientation < 5 ? 160 : 80);
            }
        }
    }

    @ParameterizedTest(name = "{0}x{1} for {2}: {3}x{4}")
    @CsvSource({
        "640, 480, 480, 640, 480",
        "640, 480, 241, 640, 480",
        "640, 480, 240, 320, 240",
        "640, 480, 120, 160, 120",
        "640, 480, 60, 80, 60",
        "640, 480, 1, 80, 60",
        "641, 481, 240, 321, 241",
        "641, 481, 60, 81, 61"
    })
    void decodesLargeJpegsAtAFraction(
            int width, int height, int shortSide, int decodedWidth, int decodedHeight) {
        byte[] file = SampleImages.jpeg(width, height, 2);
        ImageInfo info = ImageInspector.inspect(file);
        try (DecodedImage image = decoder.decode(file, info, 0, shortSide);
                DecodedImage whole = decoder.decode(file, info, 0, EVERY_PIXEL);
                Mat reference = new Mat();
                Size size = new Size(decodedWidth, decodedHeight)) {
            assertThat(image.width()).isEqualTo(decodedWidth);
            assertThat(image.height()).isEqualTo(decodedHeight);
            assertThat(image.originalWidth()).isEqualTo(width);
            assertThat(image.scaleY()).isCloseTo((float) height / decodedHeight, within(1e-6f));
            opencv_imgproc.resize(whole.pixels(), reference, size, 0, 0, opencv_imgproc.INTER_AREA);
            assertThat(PixelArrays.meanDifference(PixelArrays.of(image), PixelArrays.of(reference)))
                    .isLessThan(6);
        }
    }

    @Test
    void onlyJpegsAreDecodedAtAFraction() {
        byte[] file = SampleImages.png(640, 480, 2);
        try (DecodedImage image = decoder.decode(file, ImageInspector.inspect(file), 0, 1)) {
            assertThat(image.width()).isEqualTo(640);
        }
    }

    @Test
    void decodesThePageThatIsWanted() {
        byte[] file = SampleImages.tiff(new int[] {20, 10}, new int[] {7, 31}, new int[] {16, 16});
        ImageInfo first = ImageInspector.inspect(file);
        int[][] sizes = {{20, 10}, {7, 31}, {16, 16}};
        for (int page = 0; page < 3; page++) {
            try (DecodedImage image = decoder.decode(file, first, page, EVERY_PIXEL)) {
                assertThat(image.originalWidth()).isEqualTo(sizes[page][0]);
                assertThat(PixelArrays.of(image))
                        .isEqualTo(SampleImages.pixels(sizes[page][0], sizes[page][1], page));
            }
        }
        assertReason(() -> decoder.decode(file, first, 3, EVERY_PIXEL), Reason.PAGE_NOT_FOUND);
        byte[] png = SampleImages.png(4, 4, 1);
        assertReason(
                () -> decoder.decode(png, ImageInspector.inspect(png), 1, EVERY_PIXEL),
                Reason.PAGE_NOT_FOUND);
    }

    @Test
    void decodesBigTiff() {
        Page page = Page.rgb(WIDTH, HEIGHT, pixels, 1);
        assertPixels(SampleTiff.write(ByteOrder.BIG_ENDIAN, true, List.of(page)), pixels);
    }

    @Test
    void decodesDirectBuffersWhereTheyStand() {
        byte[] file = SampleImages.png(WIDTH, HEIGHT, 5);
        ByteBuffer buffer = ByteBuffer.allocateDirect(file.length + 20);
        buffer.position(9).put(file).limit(9 + file.length).position(9);
        ImageInfo info = ImageInspector.inspect(buffer);
        try (DecodedImage image = decoder.decode(buffer, info, 0, EVERY_PIXEL)) {
            assertThat(PixelArrays.of(image)).isEqualTo(pixels);
        }
        ByteBuffer readOnly = ByteBuffer.wrap(file).asReadOnlyBuffer();
        try (DecodedImage image = decoder.decode(readOnly, info, 0, EVERY_PIXEL)) {
            assertThat(PixelArrays.of(image)).isEqualTo(pixels);
        }
    }

    @Test
    void thePixelsOutliveTheBytes() {
        byte[] file = SampleImages.bmp(WIDTH, HEIGHT, 5);
        ByteBuffer buffer = ByteBuffer.allocateDirect(file.length).put(0, file);
        try (DecodedImage image =
                decoder.decode(buffer, ImageInspector.inspect(buffer), 0, EVERY_PIXEL)) {
            buffer.put(0, new byte[file.length]);
            assertThat(PixelArrays.of(image)).isEqualTo(pixels);
        }
    }

    @Test
    void refusesTooManyPixelsByTheHeader() {
        byte[] bomb = SampleImages.pngBomb(60_000, 60_000);
        ImageInfo info = ImageInspector.inspect(bomb);
        assertThatThrownBy(() -> decoder.decode(bomb, info, 0, EVERY_PIXEL))
                .isInstanceOf(InferenceException.class)
                .hasMessageContainingAll(
                        "60000 x 60000 = 3600000000", "1000000", "CV_MAX_IMAGE_MEGAPIXELS");
        assertReason(() -> decoder.decode(bomb, info, 0, EVERY_PIXEL), Reason.TOO_MANY_PIXELS);
    }

    @Test
    void theLimitHoldsForEachPage() {
        byte[] file = SampleImages.tiff(new int[] {10, 10}, new int[] {60, 50});
        ImageDecoder small = new ImageDecoder(new ImageLimits(1_000));
        ImageInfo first = ImageInspector.inspect(file);
        small.decode(file, first, 0, EVERY_PIXEL).close();
        assertReason(() -> small.decode(file, first, 1, EVERY_PIXEL), Reason.TOO_MANY_PIXELS);
    }

    @Test
    void limitsStayWithinWhatCanBeDecoded() {
        assertThat(ImageLimits.ofMegapixels(100).maxPixels()).isEqualTo(100_000_000);
        assertThatThrownBy(() -> ImageLimits.ofMegapixels(0))
                .hasMessageContainingAll("0 pixels", "CV_MAX_IMAGE_MEGAPIXELS", "1 to 1073");
        assertThatThrownBy(() -> ImageLimits.ofMegapixels(2000)).hasMessageContaining("1 to 1073");
        ImageInfo thread = new ImageInfo(ImageFormat.BMP, 2_000_000, 1, "RGB", 1, 1);
        assertThatThrownBy(() -> ImageLimits.ofMegapixels(100).check(thread))
                .hasMessageContaining("no side may be longer than 1048576");
    }

    @Test
    void aShortSideBelowOneIsAMistakeOfTheCaller() {
        byte[] file = SampleImages.png(4, 4, 1);
        assertThatThrownBy(() -> decoder.decode(file, ImageInspector.inspect(file), 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minimumShortSide is 0");
    }

    @Test
    void aHeaderThatLiesIsCorrupt() {
        byte[] file = SampleImages.jpeg(64, 48, 1);
        ImageInfo lie = new ImageInfo(ImageFormat.JPEG, 32, 24, "RGB", 1, 1);
        assertThatThrownBy(() -> decoder.decode(file, lie, 0, EVERY_PIXEL))
                .hasMessageContainingAll("32 x 24", "64 x 48");
    }

    private DecodedImage decode(byte[] file) {
        return decoder.decode(file, ImageInspector.inspect(file), 0, EVERY_PIXEL);
    }

    private void assertPixels(byte[] file, byte[] expected) {
        try (DecodedImage image = decode(file)) {
            assertThat(PixelArrays.of(image)).isEqualTo(expected);
        }
    }

    private static void assertReason(ThrowingCallable call, Reason reason) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        exception -> assertThat(exception.reason()).isEqualTo(reason));
    }
}
