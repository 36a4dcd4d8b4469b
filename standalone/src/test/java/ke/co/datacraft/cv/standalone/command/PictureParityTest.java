package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.picture.PictureLimits;
import ke.co.datacraft.cv.bridge.picture.PictureReader;
import ke.co.datacraft.cv.inference.document.PageSource;
import ke.co.datacraft.cv.inference.document.PageSources;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.SampleExif;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.inference.testing.SampleTiff;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bridge draws results upon the pixels that they were found in: its reader of pictures and the
 * one that pictures are analysed with give the same.
 */
class PictureParityTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    /** Decoders of JPEG and renderers of vector graphics may differ this much, on average. */
    private static final double TOLERANCE = 3;

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] png = SampleImages.png(WIDTH, HEIGHT, 1);
        byte[] webp = SampleImages.webp(WIDTH, HEIGHT, 2);
        byte[] pixels = SampleImages.pixels(WIDTH, HEIGHT, 3);
        files.put("bmp", SampleImages.bmp(WIDTH, HEIGHT, 4));
        files.put("gif", SampleImages.gif(WIDTH, HEIGHT, 5));
        files.put("webp", webp);
        for (int orientation = 1; orientation <= 8; orientation++) {
            files.put("jpeg " + orientation, SampleImages.jpeg(WIDTH, HEIGHT, 6, orientation));
            files.put("png " + orientation, SampleExif.intoPng(png, orientation));
            files.put("webp " + orientation, SampleExif.intoWebp(webp, WIDTH, HEIGHT, orientation));
            files.put(
                    "tiff " + orientation,
                    SampleTiff.write(
                            ByteOrder.LITTLE_ENDIAN,
                            false,
                            List.of(SampleTiff.Page.rgb(WIDTH, HEIGHT, pixels, orientation))));
        }
        files.put("pdf", SamplePdf.text("Dear reader", "this is a page"));
        return files;
    }

    static Stream<String> names() {
        return files().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothReadTheSame(String name) throws Exception {
        byte[] file = files().get(name);
        PictureReader reader =
                new PictureReader(
                        new PictureLimits(100_000_000, 100_000_000, Duration.ofMinutes(1)));
        try (PageSource pages = new PageSources(ImageLimits.ofMegapixels(100)).open(file, 100);
                DecodedImage analysed = pages.decode(0, Integer.MAX_VALUE, () -> false)) {
            int longest = Math.max(analysed.width(), analysed.height());

            BufferedImage drawn = reader.read(file, 0, 10_000, longest);

            assertThat(drawn.getWidth()).isBetween(analysed.width() - 1, analysed.width() + 1);
            assertThat(drawn.getHeight()).isBetween(analysed.height() - 1, analysed.height() + 1);
            assertThat(difference(drawn, analysed)).isLessThan(TOLERANCE);
        }
    }

    /** Mean difference of a sample, 0 to 255. */
    private static double difference(BufferedImage drawn, DecodedImage analysed) {
        int width = Math.min(drawn.getWidth(), analysed.width());
        int height = Math.min(drawn.getHeight(), analysed.height());
        byte[] bgr = new byte[3 * analysed.width() * analysed.height()];
        analysed.pixels().data().capacity(bgr.length).get(bgr);
        List<Integer> differences = new ArrayList<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int rgb = drawn.getRGB(x, y);
                for (int channel = 0; channel < 3; channel++) {
                    int sample = bgr[3 * (y * analysed.width() + x) + channel] & 0xFF;
                    differences.add(Math.abs(sample - (rgb >> 8 * channel & 0xFF)));
                }
            }
        }
        return differences.stream().mapToInt(Integer::intValue).average().orElseThrow();
    }
}
