package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.opencv.QualityAnalyzer;
import ke.co.datacraft.cv.inference.testing.SampleExif;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Native memory must not depend on the garbage collector, which does not see it. */
class DecoderMemoryTest {

    private static final int ROUNDS = 400;

    /** The process may use that much more of its Java heap by the end of the test. */
    private static final long TOLERANCE = 250L << 20;

    private final ImageDecoder decoder = new ImageDecoder(new ImageLimits(1_000_000));
    private final QualityAnalyzer quality = new QualityAnalyzer();
    private final FloatBuffer target = FloatBuffer.allocate(3 * 64 * 64);
    private final List<byte[]> files =
            List.of(
                    SampleImages.jpeg(900, 700, 1, 6),
                    SampleExif.intoPng(SampleImages.png(900, 700, 1), 5),
                    SampleImages.tiff(new int[] {800, 700}, new int[] {700, 800}),
                    Arrays.copyOf(SampleImages.bmp(900, 700, 1), 1_500_000),
                    SampleImages.truncatedJpeg());

    @Test
    void twoThousandDecodesLeaveNothingBehind() {
        try (Preprocessor preprocessor = new Preprocessor(Specs.plain(64, 64))) {
            rounds(preprocessor, 40);
            long tracked = Pointer.totalBytes();
            long resident = Pointer.physicalBytes();
            rounds(preprocessor, ROUNDS);
            // A picture is 1.9 MB: one kind of file leaking it would leave 750 MB behind.
            assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(tracked);
            assertThat(Pointer.physicalBytes()).isLessThan(resident + TOLERANCE);
        }
    }

    private void rounds(Preprocessor preprocessor, int count) {
        int corrupt = 0;
        for (int round = 0; round < count; round++) {
            for (byte[] file : files) {
                corrupt += decode(preprocessor, file) ? 0 : 1;
            }
        }
        assertThat(corrupt).isEqualTo(2 * count);
    }

    private boolean decode(Preprocessor preprocessor, byte[] file) {
        ImageInfo info = ImageInspector.inspect(file);
        int page = info.pageCount() - 1;
        try (DecodedImage image = decoder.decode(file, info, page, Integer.MAX_VALUE)) {
            preprocessor.write(image, target);
            quality.analyze(image, Map.of());
            return true;
        } catch (InferenceException corrupt) {
            assertThat(corrupt.reason()).isEqualTo(InferenceException.Reason.CORRUPT_IMAGE);
            return false;
        }
    }
}
