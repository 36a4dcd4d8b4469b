package ke.co.datacraft.cv.bridge.picture;

import static ke.co.datacraft.cv.bridge.picture.TestingPictures.QUARTERS;
import static ke.co.datacraft.cv.bridge.picture.TestingPictures.isNearly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureReaderTest {

    private static final PictureLimits LIMITS =
            new PictureLimits(1_000_000, 100_000, Duration.ofSeconds(30));

    private final PictureReader reader = new PictureReader(LIMITS);

    private BufferedImage read(byte[] file) throws PictureException {
        return reader.read(file, 0, 1000, 1000);
    }

    /** Numbers of the quarters as they are seen, row by row. */
    private static List<Integer> seen(BufferedImage image) {
        int w = image.getWidth();
        int h = image.getHeight();
        int[][] places = {
            {w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}
        };
        return Arrays.stream(places)
                .map(
                        place ->
                                QUARTERS.stream()
                                        .filter(c -> isNearly(image, place[0], place[1], c))
                                        .map(QUARTERS::indexOf)
                                        .findFirst()
                                        .orElse(-1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
    void everyFormatIsRead(String format) throws Exception {
        BufferedImage image =
                read(TestingPictures.encode(format, TestingPictures.quarters(64, 32)));

        assertThat(image.getWidth()).isEqualTo(64);
        assertThat(image.getHeight()).isEqualTo(32);
        assertThat(seen(image)).containsExactly(0, 1, 2, 3);
    }

    /** 16 x 8 pixels, red and green; the first is lossless. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRiYAAABXRUJQVlA4TBkAAAAvD8ABAA+w//Mf8x8VxILJ/KU7U4jof+QAAA==",
                "UklGRkYAAABXRUJQVlA4IDoAAABQAgCdASoQAAgAAMASJaACdLoB+AH6gf0AB5AA/u2n//92iF/7vMd7Zs3/"
                        + "uXz/+tG66XXT/+ThAAAA"
            })
    void webpIsRead(String base64) throws Exception {
        BufferedImage image = read(Base64.getDecoder().decode(base64));

        assertThat(image.getWidth()).isEqualTo(16);
        assertThat(isNearly(image, 2, 4, Color.RED)).isTrue();
        assertThat(isNearly(image, 13, 4, Color.GREEN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, '0,1,2,3'", "2, '1,0,3,2'", "3, '3,2,1,0'", "4, '2,3,0,1'",
        "5, '0,2,1,3'", "6, '2,0,3,1'", "7, '3,1,2,0'", "8, '1,3,0,2'",
        "9, '0,1,2,3'"
    })
    void picturesStandUpright(int orientation, String expected) throws Exception {
        BufferedImage stored = TestingPictures.quarters(64, 32);
        List<Integer> quarters = Arrays.stream(expected.split(",")).map(Integer::parseInt).toList();

        for (byte[] file :
                List.of(
                        TestingPictures.jpegWithOrientation(stored, orientation),
                        TestingPictures.pngWithOrientation(stored, orientation))) {
            BufferedImage image = read(file);
            assertThat(seen(image)).isEqualTo(quarters);
            boolean lies = orientation <= 4 || orientation == 9;
            assertThat(image.getWidth()).isEqualTo(lies ? 64 : 32);
        }
    }

    @Test
    void tiffsStandUprightPageByPage() throws Exception {
        byte[] tiff = TestingPictures.tiffWithOrientation(TestingPictures.quarters(64, 32), 6);

        BufferedImage image = read(tiff);

        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(seen(image)).containsExactly(2, 0, 3, 1);
    }

    @Test
    void fourInksAreColours() throws Exception {
        BufferedImage image = read(TestingPictures.cmykJpeg(64, 32));

        assertThat(image.getWidth()).isEqualTo(64);
        // Full cyan alone has no red in it; nothing at all is white.
        assertThat(new Color(image.getRGB(10, 10)).getRed()).isLessThan(90);
        assertThat(new Color(image.getRGB(10, 10)).getBlue()).isGreaterThan(150);
        assertThat(isNearly(image, 50, 10, Color.WHITE)).isTrue();
    }

    @Test
    void aPageOfATiffIsRead() throws Exception {
        byte[] tiff =
                TestingPictures.encode(
                        "tiff", TestingPictures.quarters(10, 10), TestingPictures.quarters(40, 20));

        assertThat(reader.read(tiff, 1, 1000, 1000).getWidth()).isEqualTo(40);
        assertThatThrownBy(() -> reader.read(tiff, 2, 1000, 1000))
                .isInstanceOf(PictureException.class);
    }

    @Test
    void aPageOfAPdfIsRenderedAtTheSizeAsked() throws Exception {
        byte[] pdf = TestingPictures.pdf(3, 0);

        BufferedImage image = reader.read(pdf, 2, 5000, 400);

        assertThat(image.getWidth()).isEqualTo(400);
        assertThat(image.getHeight()).isEqualTo(200);
        assertThat(isNearly(image, 100, 20, Color.BLACK)).isTrue();
        assertThat(isNearly(image, 60, 20, Color.WHITE)).isTrue();
        assertThat(reader.read(TestingPictures.pdf(1, 90), 0, 5000, 400).getHeight())
                .isEqualTo(400);
        assertThatThrownBy(() -> reader.read(pdf, 3, 400, 400))
                .hasMessage("The document has 3 pages");
    }

    @Test
    void aLargePictureIsMadeSmallerAndNoneLarger() throws Exception {
        byte[] png = TestingPictures.encode("png", TestingPictures.quarters(900, 450));

        assertThat(reader.read(png, 0, 100, 900).getWidth()).isEqualTo(100);
        assertThat(seen(reader.read(png, 0, 100, 900))).containsExactly(0, 1, 2, 3);
        // 405 000 pixels are more than are held: every third is, in both directions.
        assertThat(reader.read(png, 0, 2000, 900).getWidth()).isEqualTo(300);
    }

    @Test
    void transparencyIsWhite() throws Exception {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);

        assertThat(read(TestingPictures.encode("png", image)).getRGB(1, 1)).isEqualTo(-1);
    }

    @Test
    void whatIsTooLargeIsRefusedByItsHeader() {
        byte[] png = TestingPictures.encode("png", new BufferedImage(1001, 1000, 10));

        assertThatThrownBy(() -> read(png))
                .isInstanceOf(PictureException.class)
                .hasMessage("The picture has 1001000 pixels, the limit is 1000000");
    }

    @Test
    void aDocumentThatTakesTooLongIsGivenUp() {
        PictureReader hasty =
                new PictureReader(new PictureLimits(1_000_000, 100_000, Duration.ofNanos(-1)));

        assertThatThrownBy(() -> hasty.read(TestingPictures.pdf(1, 0), 0, 100, 100))
                .isInstanceOf(PictureException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<html><script>alert(1)</script>",
                "GIF89a",
                "\u0089PNG\r\n\u001A\n",
                "\u00FF\u00D8\u00FF\u00E1\u00FF\u00FFExif",
                "RIFF____WEBPVP8 ",
                "II*\0",
                "BM________________",
                "%PDF-1.4"
            })
    void whatIsNoPictureIsRefused(String text) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(PictureException.class);
    }

    @Test
    void cutOffAndDamagedFilesEndInOneKindOfFailureOrAPicture() {
        for (String format : List.of("jpeg", "png", "gif", "bmp", "tiff")) {
            byte[] file = TestingPictures.encode(format, TestingPictures.quarters(64, 32));
            for (int length = 1; length < file.length; length += 7) {
                byte[] cut = Arrays.copyOf(file, length);
                byte[] damaged = file.clone();
                damaged[length] ^= 0x55;
                for (byte[] bytes : List.of(cut, damaged)) {
                    try {
                        assertThat(read(bytes)).isNotNull();
                    } catch (PictureException e) {
                        assertThat(e.getMessage()).isNotEmpty();
                    }
                }
            }
        }
    }
}
