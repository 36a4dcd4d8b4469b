package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SampleTiff;
import ke.co.datacraft.cv.inference.testing.SampleTiff.Page;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every colour mode comes out as 8-bit BGR; the pictures have one colour. */
class ColorModesTest {

    private static final int SIDE = 8;

    private final ImageDecoder decoder = new ImageDecoder(new ImageLimits(1_000_000));

    @BeforeAll
    static void load() {
        OpenCv.initialise();
    }

    @ParameterizedTest
    @ValueSource(strings = {".png", ".webp", ".bmp"})
    void transparentPixelsLieOnWhite(String extension) throws IOException {
        byte[] file = plain(extension, opencv_core.CV_8UC4, 10, 100, 200, 128);
        // 200 * 128 / 255 + 127 = 227, and so on.
        assertColour(file, 132, 177, 227, 1);
        assertColour(plain(extension, opencv_core.CV_8UC4, 10, 100, 200, 255), 10, 100, 200, 0);
        assertColour(plain(extension, opencv_core.CV_8UC4, 10, 100, 200, 0), 255, 255, 255, 0);
    }

    @Test
    void sixteenBitsAreScaledDown() {
        for (String extension : List.of(".png", ".tiff")) {
            byte[] colour =
                    plain(extension, opencv_core.CV_16UC3, 10 * 257, 100 * 257, 200 * 257, 0);
            assertColour(colour, 10, 100, 200, 1);
            assertColour(plain(extension, opencv_core.CV_16UC1, 90 * 257, 0, 0, 0), 90, 90, 90, 1);
        }
        byte[] translucent =
                plain(".png", opencv_core.CV_16UC4, 10 * 257, 100 * 257, 200 * 257, 128 * 257);
        assertColour(translucent, 132, 177, 227, 1);
    }

    @Test
    void floatingPointSamplesCountFromZeroToOne() {
        assertColour(plain(".tiff", opencv_core.CV_32FC3, 0.2, 0.4, 1.7, 0), 51, 102, 255, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {".jpg", ".png", ".tiff", ".bmp"})
    void greyBecomesColour(String extension) {
        assertColour(plain(extension, opencv_core.CV_8UC1, 77, 0, 0, 0), 77, 77, 77, 1);
    }

    @ParameterizedTest(name = "extra sample {0}, {1} bits: {2}")
    @CsvSource({
        // Unspecified: no alpha.
        "0, 8, 100", "0, 16, 100",
        // Already multiplied.
        "1, 8, 227", "1, 16, 227",
        // Straight.
        "2, 8, 177", "2, 16, 177"
    })
    void tiffKnowsThreeKindsOfFourthSample(int extraSample, int bits, int expected) {
        byte[] data = repeat(bits, 100, 100, 100, 128);
        assertColour(tiff(bits, 4, 2, extraSample, data), expected, expected, expected, 1);
    }

    @Test
    void tiffMayCountFromWhite() {
        assertColour(tiff(8, 1, 0, -1, repeat(8, 30)), 225, 225, 225, 1);
        assertColour(tiff(16, 1, 0, -1, repeat(16, 30)), 225, 225, 225, 1);
        assertColour(tiff(1, 1, 0, -1, new byte[SIDE]), 255, 255, 255, 0);
        assertColour(tiff(1, 1, 1, -1, new byte[SIDE]), 0, 0, 0, 0);
    }

    @Test
    void inksBecomeColours() throws IOException {
        assertColour(tiff(8, 4, 5, -1, repeat(8, 155, 155, 155, 0)), 100, 100, 100, 2);
        // Adobe's programs store the inks of a JPEG the other way round.
        assertColour(cmykJpeg(200, 100, 50, 255), 50, 100, 200, 4);
    }

    @Test
    void palettesBecomeColours() throws IOException {
        for (String format : List.of("png", "gif", "tiff", "bmp")) {
            assertColour(palette(format, -1), 30, 20, 10, 0);
        }
        assertColour(palette("png", 0), 255, 255, 255, 0);
        assertColour(palette("gif", 0), 255, 255, 255, 0);
    }

    @Test
    void greyWithAlphaLiesOnWhite() throws IOException {
        ComponentColorModel model =
                new ComponentColorModel(
                        ColorSpace.getInstance(ColorSpace.CS_GRAY), true, false, 3, 0);
        WritableRaster raster = model.createCompatibleWritableRaster(SIDE, SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            raster.setPixel(i % SIDE, i / SIDE, new int[] {100, 128});
        }
        byte[] file = java2d(new BufferedImage(model, raster, false, null), "png");
        assertThat(ImageInspector.inspect(file).colorMode()).isEqualTo("LA");
        assertColour(file, 177, 177, 177, 1);
    }

    @Test
    void oneBitIsBlackOrWhite() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_BINARY);
        assertColour(java2d(image, "png"), 0, 0, 0, 0);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.setRGB(i % SIDE, i / SIDE, 0xffffff);
        }
        for (String format : List.of("png", "bmp", "tiff")) {
            assertColour(java2d(image, format), 255, 255, 255, 0);
        }
    }

    private void assertColour(byte[] file, int blue, int green, int red, int tolerance) {
        ImageInfo info = ImageInspector.inspect(file);
        try (DecodedImage image = decoder.decode(file, info, 0, Integer.MAX_VALUE)) {
            assertThat(image.pixels().type()).isEqualTo(opencv_core.CV_8UC3);
            byte[] expected = new byte[3 * SIDE * SIDE];
            for (int i = 0; i < expected.length; i += 3) {
                expected[i] = (byte) blue;
                expected[i + 1] = (byte) green;
                expected[i + 2] = (byte) red;
            }
            byte[] actual = PixelArrays.of(image);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                assertThat(Math.abs((actual[i] & 0xff) - (expected[i] & 0xff)))
                        .as("%s at %d is %d", info, i, actual[i] & 0xff)
                        .isLessThanOrEqualTo(tolerance);
            }
        }
    }

    private static byte[] plain(
            String extension, int type, double first, double second, double third, double fourth) {
        try (Scalar colour = new Scalar(first, second, third, fourth);
                Mat mat = new Mat(SIDE, SIDE, type, colour)) {
            return SampleImages.encode(extension, mat);
        }
    }

    private static byte[] repeat(int bits, int... samples) {
        ByteBuffer data = ByteBuffer.allocate(SIDE * SIDE * samples.length * bits / 8);
        while (data.hasRemaining()) {
            for (int sample : samples) {
                for (int i = 0; i < bits / 8; i++) {
                    data.put((byte) sample);
                }
            }
        }
        return data.array();
    }

    private static byte[] tiff(
            int bits, int samples, int photometric, int extraSample, byte[] data) {
        Page page = new Page(SIDE, SIDE, bits, samples, photometric, extraSample, 1, data);
        return SampleTiff.write(ByteOrder.LITTLE_ENDIAN, false, List.of(page));
    }

    private static byte[] palette(String format, int transparent) throws IOException {
        byte[] red = {10, 1};
        byte[] green = {20, 2};
        byte[] blue = {30, 3};
        IndexColorModel model = new IndexColorModel(8, 2, red, green, blue, transparent);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_INDEXED, model);
        return java2d(image, format);
    }

    private static byte[] java2d(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, file)).isTrue();
        return file.toByteArray();
    }

    private static byte[] cmykJpeg(int... inks) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, SIDE, SIDE, 4, null);
        for (int i = 0; i < SIDE * SIDE; i++) {
            raster.setPixel(i % SIDE, i / SIDE, inks);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(stream);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
