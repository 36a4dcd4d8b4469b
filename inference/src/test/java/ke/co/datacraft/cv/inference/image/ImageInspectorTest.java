package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.inference.testing.SampleExif;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SampleTiff;
import ke.co.datacraft.cv.inference.testing.SampleTiff.Page;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageInspectorTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("JPEG", "RGB", SampleImages.jpeg(WIDTH, HEIGHT, 1)),
                Arguments.of("JPEG", "L", opencv(".jpg", opencv_core.CV_8UC1)),
                Arguments.of(
                        "JPEG",
                        "RGB",
                        opencv(
                                ".jpg",
                                opencv_core.CV_8UC3,
                                opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                                1)),
                Arguments.of("PNG", "RGB", SampleImages.png(WIDTH, HEIGHT, 1)),
                Arguments.of("PNG", "RGBA", opencv(".png", opencv_core.CV_8UC4)),
                Arguments.of("PNG", "L", opencv(".png", opencv_core.CV_16UC1)),
                Arguments.of("PNG", "1", java2d("png", BufferedImage.TYPE_BYTE_BINARY)),
                Arguments.of("PNG", "P", java2d("png", BufferedImage.TYPE_BYTE_INDEXED)),
                Arguments.of("WEBP", "RGB", SampleImages.webp(WIDTH, HEIGHT, 1)),
                Arguments.of("WEBP", "RGBA", opencv(".webp", opencv_core.CV_8UC4)),
                Arguments.of(
                        "WEBP",
                        "RGB",
                        opencv(
                                ".webp",
                                opencv_core.CV_8UC3,
                                opencv_imgcodecs.IMWRITE_WEBP_QUALITY,
                                80)),
                Arguments.of(
                        "WEBP",
                        "RGBA",
                        opencv(
                                ".webp",
                                opencv_core.CV_8UC4,
                                opencv_imgcodecs.IMWRITE_WEBP_QUALITY,
                                80)),
                Arguments.of("TIFF", "RGB", opencv(".tiff", opencv_core.CV_8UC3)),
                Arguments.of("TIFF", "L", opencv(".tiff", opencv_core.CV_16UC1)),
                Arguments.of("TIFF", "1", java2d("tiff", BufferedImage.TYPE_BYTE_BINARY)),
                Arguments.of("TIFF", "P", java2d("tiff", BufferedImage.TYPE_BYTE_INDEXED)),
                Arguments.of("TIFF", "RGBA", java2d("tiff", BufferedImage.TYPE_4BYTE_ABGR)),
                Arguments.of("TIFF", "CMYK", tiff(4, 5)),
                Arguments.of("TIFF", "LA", tiff(2, 1)),
                Arguments.of("BMP", "RGB", SampleImages.bmp(WIDTH, HEIGHT, 1)),
                Arguments.of("BMP", "P", opencv(".bmp", opencv_core.CV_8UC1)),
                Arguments.of("BMP", "RGBA", opencv(".bmp", opencv_core.CV_8UC4)),
                Arguments.of("GIF", "P", SampleImages.gif(WIDTH, HEIGHT, 1)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void readsEveryFormatAndMode(String format, String mode, byte[] file) {
        assertThat(ImageInspector.inspect(file))
                .isEqualTo(new ImageInfo(ImageFormat.valueOf(format), WIDTH, HEIGHT, mode, 1, 1));
    }

    @Test
    void readsDirectBuffersFromPositionToLimitAndLeavesThemAlone() {
        byte[] file = SampleImages.png(WIDTH, HEIGHT, 1);
        ByteBuffer buffer = ByteBuffer.allocateDirect(file.length + 10);
        buffer.position(7).put(file).limit(7 + file.length).position(7);

        ImageInfo info = ImageInspector.inspect(buffer.asReadOnlyBuffer());

        assertThat(info.width()).isEqualTo(WIDTH);
        assertThat(buffer.position()).isEqualTo(7);
        assertThat(buffer.limit()).isEqualTo(7 + file.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsTheOrientationAndTurnsTheSize(int orientation) {
        List<byte[]> files =
                List.of(
                        SampleImages.jpeg(WIDTH, HEIGHT, 1, orientation),
                        SampleExif.intoPng(SampleImages.png(WIDTH, HEIGHT, 1), orientation),
                        SampleExif.intoWebp(
                                SampleImages.webp(WIDTH, HEIGHT, 1), WIDTH, HEIGHT, orientation),
                        SampleTiff.write(
                                ByteOrder.BIG_ENDIAN,
                                false,
                                List.of(
                                        Page.rgb(
                                                WIDTH,
                                                HEIGHT,
                                                SampleImages.pixels(WIDTH, HEIGHT, 1),
                                                orientation))));
        for (byte[] file : files) {
            ImageInfo info = ImageInspector.inspect(file);
            assertThat(info.orientation()).isEqualTo(orientation);
            assertThat(info.width()).isEqualTo(orientation < 5 ? WIDTH : HEIGHT);
            assertThat(info.height()).isEqualTo(orientation < 5 ? HEIGHT : WIDTH);
        }
    }

    @Test
    void anImpossibleOrientationCountsAsNone() {
        assertThat(ImageInspector.inspect(SampleImages.jpeg(WIDTH, HEIGHT, 1, 9)).orientation())
                .isEqualTo(1);
        byte[] file = SampleImages.jpeg(WIDTH, HEIGHT, 1, 6);
        // The offset of the EXIF directory, now far beyond the end.
        file[16] = 0x7f;
        assertThat(ImageInspector.inspect(file).orientation()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsEachPageOfTiffAndBigTiffOfBothByteOrders(boolean big) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] file =
                    SampleTiff.write(
                            order,
                            big,
                            List.of(
                                    Page.rgb(4, 5, SampleImages.pixels(4, 5, 1), 1),
                                    new Page(6, 7, 8, 1, 1, -1, 1, new byte[42])));
            ByteBuffer bytes = ByteBuffer.wrap(file);
            assertThat(ImageInspector.inspect(bytes, 0))
                    .isEqualTo(new ImageInfo(ImageFormat.TIFF, 4, 5, "RGB", 1, 2));
            assertThat(ImageInspector.inspect(bytes, 1))
                    .isEqualTo(new ImageInfo(ImageFormat.TIFF, 6, 7, "L", 1, 2));
            assertReason(
                    () -> ImageInspector.inspect(bytes, 2),
                    Reason.PAGE_NOT_FOUND,
                    "page 2",
                    "2 pages");
        }
    }

    @Test
    void aTiffThatGoesRoundInCirclesIsCorrupt() {
        byte[] file = SampleImages.tiff(new int[] {4, 4});
        ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putInt(file.length - 4, numbers.getInt(4));
        assertReason(() -> ImageInspector.inspect(file), Reason.CORRUPT_IMAGE, "TIFF", "circles");
    }

    @Test
    void aTiffWithEndlesslyManyPagesIsRefused() {
        // Each directory has no entry and takes 6 bytes.
        int pages = 20_000;
        ByteBuffer file = ByteBuffer.allocate(8 + 6 * pages).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        for (int i = 1; i <= pages; i++) {
            file.putShort((short) 0).putInt(i == pages ? 0 : 8 + 6 * i);
        }
        assertReason(
                () -> ImageInspector.inspect(file.array()), Reason.CORRUPT_IMAGE, "10000 pages");
    }

    @Test
    void readsOldAndUpsideDownBitmaps() {
        ByteBuffer os2 = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        os2.put((byte) 'B').put((byte) 'M').putInt(14, 12);
        os2.putShort(18, (short) 40_000).putShort(20, (short) 30).putShort(24, (short) 24);
        assertThat(ImageInspector.inspect(os2.array()))
                .isEqualTo(new ImageInfo(ImageFormat.BMP, 40_000, 30, "RGB", 1, 1));

        byte[] windows = SampleImages.bmp(WIDTH, HEIGHT, 1);
        ByteBuffer.wrap(windows).order(ByteOrder.LITTLE_ENDIAN).putInt(22, -HEIGHT);
        assertThat(ImageInspector.inspect(windows).height()).isEqualTo(HEIGHT);

        ByteBuffer.wrap(windows).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
        assertReason(() -> ImageInspector.inspect(windows), Reason.CORRUPT_IMAGE, "2147483648");

        ByteBuffer.wrap(windows).order(ByteOrder.LITTLE_ENDIAN).putInt(14, 17);
        assertReason(() -> ImageInspector.inspect(windows), Reason.CORRUPT_IMAGE, "17 bytes");
    }

    @Test
    void tellsWhatAFileIsThatIsNoImage() {
        assertReason(() -> ImageInspector.inspect(new byte[0]), Reason.EMPTY_FILE, "0 bytes");
        assertReason(
                () -> ImageInspector.inspect(SampleImages.notAnImage()),
                Reason.UNSUPPORTED_FORMAT,
                "the text \"Dear Sir or Mada\"",
                "JPEG, PNG");
        assertReason(
                () -> ImageInspector.inspect(new byte[] {0x25, 0x50, (byte) 0xff}),
                Reason.UNSUPPORTED_FORMAT,
                "25 50 ff");
    }

    @Test
    void anImageWithoutPixelsIsCorrupt() {
        assertReason(
                () -> ImageInspector.inspect(SampleImages.pngBomb(0, 10)),
                Reason.CORRUPT_IMAGE,
                "0 x 10");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("files")
    void aHeaderThatIsCutOffIsCorrupt(String format, String mode, byte[] file) {
        int signature = format.equals("WEBP") ? 12 : 8;
        for (int length : List.of(signature, signature + 1)) {
            assertReason(
                    () -> ImageInspector.inspect(Arrays.copyOf(file, length)),
                    Reason.CORRUPT_IMAGE,
                    format,
                    String.valueOf(length));
        }
    }

    @Test
    void aJpegWithoutAFrameHeaderIsCorrupt() {
        byte[] file = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9, 0, 0};
        assertReason(() -> ImageInspector.inspect(file), Reason.CORRUPT_IMAGE, "no frame header");
    }

    private static void assertReason(ThrowingCallable call, Reason reason, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        exception -> assertThat(exception.reason()).isEqualTo(reason))
                .hasMessageContainingAll(parts);
    }

    private static byte[] opencv(String extension, int type, int... options) {
        OpenCv.initialise();
        try (Mat mat = new Mat(HEIGHT, WIDTH, type)) {
            long bytes = mat.total() * mat.elemSize();
            mat.data().capacity(bytes).fill(77);
            return SampleImages.encode(extension, mat, options);
        }
    }

    private static byte[] tiff(int samples, int photometric) {
        byte[] data = new byte[samples * WIDTH * HEIGHT];
        Page page = new Page(WIDTH, HEIGHT, 8, samples, photometric, -1, 1, data);
        return SampleTiff.write(ByteOrder.LITTLE_ENDIAN, false, List.of(page));
    }

    private static byte[] java2d(String format, int type) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(WIDTH, HEIGHT, type), format, file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return file.toByteArray();
    }
}
