package ke.co.datacraft.cv.inference.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.opencv.FrameEncoder.Concealed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameEncoderTest {

    @Test
    void theFrameIsEncodedWithinItsLimits() throws IOException {
        assertThat(size(0, 0)).isEqualTo("640x360");
        assertThat(size(320, 0)).isEqualTo("320x180");
        assertThat(size(0, 90)).isEqualTo("160x90");
        assertThat(size(4000, 4000)).isEqualTo("640x360");
    }

    private static String size(int maxWidth, int maxHeight) throws IOException {
        try (FrameEncoder encoder = new FrameEncoder(maxWidth, maxHeight, 80)) {
            BufferedImage image =
                    decode(
                            encoder.jpeg(
                                    TestingFrames.street(1, 100, 100, 40, 0),
                                    pixels -> Concealed.NOTHING));
            return image.getWidth() + "x" + image.getHeight();
        }
    }

    @ParameterizedTest
    @EnumSource(Concealment.class)
    void nothingIsToBeSeenInWhatIsConcealedAndAllBesideIt(Concealment how) throws IOException {
        try (FrameEncoder encoder = new FrameEncoder(0, 0, 95)) {
            BufferedImage plain =
                    decode(
                            encoder.jpeg(
                                    TestingFrames.street(1, 0, 0, 0, 0),
                                    pixels -> Concealed.NOTHING));
            BufferedImage concealed =
                    decode(
                            encoder.jpeg(
                                    TestingFrames.street(1, 0, 0, 0, 0),
                                    pixels ->
                                            new Concealed(
                                                    List.of(new BoundingBox(100, 100, 80, 60)),
                                                    List.of(
                                                            new double[] {
                                                                0.5, 0.1, 0.7, 0.1, 0.6, 0.4
                                                            }),
                                                    how)));
            assertThat(spread(plain, 104, 104, 72, 52)).isGreaterThan(12);
            assertThat(spread(concealed, 104, 104, 72, 52)).isLessThan(6);
            assertThat(spread(concealed, 374, 50, 20, 50)).isLessThan(6);
            // Outside of the triangle, but within the box around it.
            assertThat(spread(concealed, 322, 120, 20, 20)).isGreaterThan(12);
            assertThat(spread(concealed, 10, 200, 72, 52)).isGreaterThan(12);
        }
    }

    private static double spread(BufferedImage image, int left, int top, int width, int height) {
        double sum = 0;
        double squares = 0;
        for (int y = top; y < top + height; y++) {
            for (int x = left; x < left + width; x++) {
                int green = image.getRGB(x, y) >> 8 & 255;
                sum += green;
                squares += green * green;
            }
        }
        double count = width * height;
        return Math.sqrt(squares / count - sum / count * (sum / count));
    }

    private static BufferedImage decode(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
