package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.inference.testing.SampleExif;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Whatever comes in, an image or an {@link InferenceException} comes out. */
class DamagedImageTest {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private static final List<byte[]> FILES =
            List.of(
                    SampleImages.jpeg(WIDTH, HEIGHT, 3, 6),
                    progressiveJpeg(),
                    SampleImages.png(WIDTH, HEIGHT, 3),
                    SampleImages.webp(WIDTH, HEIGHT, 3),
                    SampleExif.intoWebp(SampleImages.webp(WIDTH, HEIGHT, 3), WIDTH, HEIGHT, 5),
                    SampleImages.tiff(new int[] {WIDTH, HEIGHT}, new int[] {9, 7}),
                    compressedTiff(),
                    SampleImages.bmp(WIDTH, HEIGHT, 3),
                    SampleImages.gif(WIDTH, HEIGHT, 3));

    private final ImageDecoder decoder = new ImageDecoder(new ImageLimits(4_000_000));

    @Example
    void truncatedFilesAreCorrupt() {
        for (byte[] file : FILES) {
            for (double share : List.of(0.15, 0.3, 0.5, 0.8, 0.95)) {
                assertCorrupt(Arrays.copyOf(file, (int) (file.length * share)));
            }
        }
    }

    @Example
    void aJpegIsCorruptWithoutItsEndAndFineWithMoreBehindIt() {
        for (byte[] file : FILES.subList(0, 2)) {
            assertCorrupt(Arrays.copyOf(file, file.length - 1));
            assertCorrupt(Arrays.copyOf(file, file.length - 2));
            ByteArrayOutputStream longer = new ByteArrayOutputStream();
            longer.writeBytes(file);
            longer.writeBytes(SampleImages.notAnImage());
            decodeAll(longer.toByteArray());
        }
    }

    @Example
    void anEmbeddedPreviewDoesNotCountAsTheEnd() {
        byte[] preview = SampleImages.jpeg(16, 16, 1);
        byte[] file = SampleImages.jpeg(WIDTH, HEIGHT, 3);
        ByteArrayOutputStream nested = new ByteArrayOutputStream();
        nested.write(file, 0, 2);
        nested.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe2});
        nested.write((preview.length + 2) >> 8);
        nested.write(preview.length + 2);
        nested.writeBytes(preview);
        nested.write(file, 2, file.length - 2);
        byte[] whole = nested.toByteArray();
        decodeAll(whole);
        assertCorrupt(Arrays.copyOf(whole, whole.length - 100));
    }

    @Example
    void aPngWithAWrongChecksumIsCorrupt() {
        byte[] file = SampleImages.png(WIDTH, HEIGHT, 3);
        file[file.length / 2] ^= 1;
        assertThatThrownBy(() -> decodeAll(file))
                .isInstanceOf(InferenceException.class)
                .hasMessageContainingAll("checksum", "byte 33");
    }

    @Example
    void aPngThatLacksTheEndOfItsLastChunkIsCorrupt() {
        byte[] file = SampleImages.png(WIDTH, HEIGHT, 3);
        for (int missing = 1; missing <= 12; missing++) {
            assertCorrupt(Arrays.copyOf(file, file.length - missing));
        }
    }

    @Example
    void aDamagedPageSpoilsNoOther() {
        byte[] file =
                SampleImages.tiff(
                        new int[] {WIDTH, HEIGHT}, new int[] {9, 7}, new int[] {HEIGHT, WIDTH});
        // Takes the colour space from the page in the middle; OpenCV throws when it comes by.
        ByteBuffer numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int firstPage = numbers.getInt(4);
        int secondPage = numbers.getInt(firstPage + 2 + 12 * numbers.getShort(firstPage));
        int entry = secondPage + 2 + 4 * 12;
        assertThat(numbers.getShort(entry)).isEqualTo((short) 262);
        numbers.putShort(entry, (short) 263);
        ImageInfo info = ImageInspector.inspect(file);
        for (int page : new int[] {0, 2}) {
            try (DecodedImage image = decoder.decode(file, info, page, Integer.MAX_VALUE)) {
                assertThat(PixelArrays.of(image))
                        .isEqualTo(SampleImages.pixels(image.width(), image.height(), page));
            }
        }
        assertThatThrownBy(() -> decoder.decode(file, info, 1, Integer.MAX_VALUE))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("9 x 7");
    }

    @Example
    void theSampleOfATruncatedJpegIsCorrupt() {
        assertCorrupt(SampleImages.truncatedJpeg());
    }

    @Property(tries = 1000)
    void randomBytesBehindASignatureNeverSurprise(@ForAll("signed") byte[] file) {
        survives(file);
    }

    @Property(tries = 1500)
    void changedFilesNeverSurprise(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] file = FILES.get(random.nextInt(FILES.size())).clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            // Most of what can go wrong stands in headers.
            int bound = random.nextBoolean() ? Math.min(file.length, 64) : file.length;
            file[random.nextInt(bound)] = (byte) random.nextInt(256);
        }
        survives(random.nextInt(4) == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file);
    }

    @Provide
    Arbitrary<byte[]> signed() {
        Arbitrary<byte[]> signatures =
                Arbitraries.integers()
                        .between(0, FILES.size() - 1)
                        .map(i -> Arrays.copyOf(FILES.get(i), 20));
        Arbitrary<Integer> kept = Arbitraries.integers().between(0, 20);
        Arbitrary<byte[]> rests =
                Arbitraries.bytes().array(byte[].class).ofMinSize(0).ofMaxSize(300);
        return Combinators.combine(signatures, kept, rests)
                .as(
                        (signature, length, rest) -> {
                            byte[] file = Arrays.copyOf(signature, length + rest.length);
                            System.arraycopy(rest, 0, file, length, rest.length);
                            return file;
                        });
    }

    private void survives(byte[] file) {
        try {
            decodeAll(file);
        } catch (InferenceException expected) {
            assertThat(expected.reason())
                    .isIn(
                            Reason.EMPTY_FILE,
                            Reason.UNSUPPORTED_FORMAT,
                            Reason.CORRUPT_IMAGE,
                            Reason.TOO_MANY_PIXELS);
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    /** Decodes the first pages and checks what comes out. */
    private void decodeAll(byte[] file) {
        ImageInfo info = ImageInspector.inspect(file);
        for (int page = 0; page < Math.min(3, info.pageCount()); page++) {
            for (int shortSide : List.of(Integer.MAX_VALUE, 10)) {
                try (DecodedImage image = decoder.decode(file, info, page, shortSide)) {
                    assertThat(image.width()).isBetween(1, image.originalWidth());
                    assertThat(image.height()).isBetween(1, image.originalHeight());
                }
            }
        }
    }

    private void assertCorrupt(byte[] file) {
        assertThatThrownBy(() -> decodeAll(file))
                .as("%d bytes, %s", file.length, ImageInspector.format(ByteBuffer.wrap(file)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        exception ->
                                assertThat(exception.reason()).isEqualTo(Reason.CORRUPT_IMAGE));
    }

    private static byte[] progressiveJpeg() {
        try (Mat mat = SampleImages.mat(WIDTH, HEIGHT, 3)) {
            return SampleImages.encode(".jpg", mat, opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1);
        }
    }

    private static byte[] compressedTiff() {
        try (Mat mat = SampleImages.mat(WIDTH, HEIGHT, 3)) {
            return SampleImages.encode(".tiff", mat);
        }
    }
}
