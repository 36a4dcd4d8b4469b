package ke.co.datacraft.cv.inference.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.ocr.OcrEngines;
import ke.co.datacraft.cv.inference.ocr.OcrSettings;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PdfPagesTest {

    private static final int EVERY_PIXEL = Integer.MAX_VALUE;
    private static final ImageLimits LIMITS = ImageLimits.ofMegapixels(10);

    private static PageSource open(byte[] pdf, int dpi) {
        return new PageSources(LIMITS).open(pdf, dpi);
    }

    private static DecodedImage render(byte[] pdf, int dpi) {
        try (PageSource pages = open(pdf, dpi)) {
            return pages.decode(0, EVERY_PIXEL, () -> false);
        }
    }

    /** Blue, green and red of a pixel. */
    private static int[] pixel(DecodedImage image, int x, int y) {
        byte[] bgr = new byte[3];
        image.pixels().ptr(y, x).get(bgr);
        return new int[] {bgr[0] & 0xff, bgr[1] & 0xff, bgr[2] & 0xff};
    }

    private static void assertRefused(byte[] pdf, Reason reason, String... words) {
        assertThatThrownBy(() -> render(pdf, 72).close())
                .isInstanceOfSatisfying(
                        InferenceException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    @Test
    void pagesHaveTheSizeOfTheirBoxAtTheResolution() {
        try (PageSource pages = open(SamplePdf.text("one", "two", "three"), 200)) {
            assertThat(pages.format()).isEqualTo(ImageFormat.PDF);
            assertThat(pages.pageCount()).isEqualTo(3);
            ImageInfo info = pages.info(2);
            assertThat(info.width()).isEqualTo(800);
            assertThat(info.height()).isEqualTo(400);
            assertThat(info.pageCount()).isEqualTo(3);
            try (DecodedImage image = pages.decode(2, EVERY_PIXEL, () -> false)) {
                assertThat(image.width()).isEqualTo(800);
                assertThat(image.scaleX()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "100.3, 57.9, 0, 96",
        "100.3, 57.9, 90, 133",
        "595.28, 841.89, 270, 150",
        "0.1, 0.1, 0, 72"
    })
    void theRendererAgreesAboutTheSize(float width, float height, int rotation, int dpi) {
        byte[] pdf = SamplePdf.page(width, height, rotation, content -> {});
        try (PageSource pages = open(pdf, dpi);
                DecodedImage image = pages.decode(0, EVERY_PIXEL, () -> false)) {
            assertThat(image.width()).isEqualTo(pages.info(0).width());
            assertThat(image.height()).isEqualTo(pages.info(0).height());
        }
    }

    @Test
    void pagesLieOnWhiteAndChannelsAreBlueGreenRed() {
        byte[] pdf =
                SamplePdf.page(
                        72,
                        72,
                        0,
                        content -> {
                            SamplePdf.rectangle(Color.RED, 1, new PDRectangle(0, 0, 36, 36))
                                    .draw(content);
                            SamplePdf.rectangle(Color.BLUE, 0.5f, new PDRectangle(36, 36, 36, 36))
                                    .draw(content);
                        });
        try (DecodedImage image = render(pdf, 72)) {
            assertThat(pixel(image, 10, 10)).containsExactly(255, 255, 255);
            assertThat(pixel(image, 10, 60)).containsExactly(0, 0, 255);
            assertThat(pixel(image, 60, 10)[0]).isEqualTo(255);
            assertThat(pixel(image, 60, 10)[2]).isBetween(126, 129);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 60", "90, 11, 10", "180, 133, 11", "270, 60, 133"})
    void turnedPagesAreUpright(int rotation, int x, int y) {
        // Red in the lower left corner of the page as written, 144 wide and 72 high.
        byte[] pdf =
                SamplePdf.page(
                        144,
                        72,
                        rotation,
                        SamplePdf.rectangle(Color.RED, 1, new PDRectangle(0, 0, 24, 24)));
        try (DecodedImage image = render(pdf, 72)) {
            assertThat(pixel(image, x, y)).containsExactly(0, 0, 255);
            assertThat(pixel(image, image.width() / 2, image.height() / 2))
                    .containsExactly(255, 255, 255);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void whatIsWrittenIsRead(int rotation) {
        // Written so that it stands upright once the viewer has turned the page.
        byte[] pdf =
                SamplePdf.page(
                        400,
                        400,
                        rotation,
                        content -> {
                            double angle = Math.toRadians(rotation);
                            content.transform(Matrix.getRotateInstance(angle, 200, 200));
                            SamplePdf.words("Invoice 4711", 30, -120, 40).draw(content);
                            SamplePdf.words("Total amount 42", 18, -120, -20).draw(content);
                        });
        OcrSettings settings = new OcrSettings(null, List.of("eng"), OnnxSettings.cpu());
        try (Analyzer ocr = OcrEngines.open(OcrEngines.AUTO, settings);
                DecodedImage image = render(pdf, 200)) {
            Analysis.Text found = (Analysis.Text) ocr.analyze(image, Map.of()).join();
            assertThat(found.text()).contains("Invoice 4711").contains("Total amount 42");
        }
    }

    @Test
    void aPasswordLocksUnlessItIsEmpty() {
        assertRefused(
                SamplePdf.encrypted("secret", "owner", "hidden"),
                Reason.ENCRYPTED_FILE,
                "password");
        try (PageSource pages = open(SamplePdf.encrypted("", "owner", "open"), 72)) {
            assertThat(pages.pageCount()).isEqualTo(1);
        }
    }

    @Test
    void brokenReferencesAreFoundAgain() {
        byte[] pdf = SamplePdf.withBrokenReferences(SamplePdf.text("one", "two"));
        try (PageSource pages = open(pdf, 72);
                DecodedImage image = pages.decode(1, EVERY_PIXEL, () -> false)) {
            assertThat(pages.pageCount()).isEqualTo(2);
            assertThat(image.width()).isEqualTo(288);
        }
    }

    @Test
    void junkBeforeTheHeaderIsSkipped() {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.writeBytes("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        pdf.writeBytes(SamplePdf.text("one"));
        try (PageSource pages = open(pdf.toByteArray(), 72)) {
            assertThat(pages.pageCount()).isEqualTo(1);
        }
    }

    @Test
    void whatIsCutOffIsDamaged() {
        byte[] pdf = SamplePdf.text(Collections.nCopies(40, "some text").toArray(String[]::new));

        assertRefused(Arrays.copyOf(pdf, pdf.length * 3 / 5), Reason.CORRUPT_IMAGE, "cut off");
        assertRefused(
                "%PDF-1.7 and then nothing of the kind %%EOF".getBytes(StandardCharsets.US_ASCII),
                Reason.CORRUPT_IMAGE,
                "damaged");
    }

    @Test
    void noPagesAreNoDocument() {
        assertRefused(SamplePdf.withoutPages(), Reason.CORRUPT_IMAGE, "no pages");
    }

    @Test
    void aHugePageIsRefusedBeforeAnythingIsDrawn() {
        assertRefused(
                SamplePdf.page(1_000_000, 1_000_000, 0, content -> {}),
                Reason.TOO_MANY_PIXELS,
                "1000000 x 1000000");
        assertRefused(
                SamplePdf.page(3e9f, 3e9f, 0, content -> {}), Reason.TOO_MANY_PIXELS, "the limit");
    }

    @Test
    void aHugePictureOnASmallPageIsRefused() {
        assertRefused(
                SamplePdf.picture(4000, 3000), Reason.TOO_MANY_PIXELS, "4000 x 3000", "Page 0");
        assertRefused(SamplePdf.hugeMask(), Reason.TOO_MANY_PIXELS, "40000 x 40000");
        render(SamplePdf.picture(400, 300), 72).close();
    }

    @Test
    void aPictureThatCannotBeReadIsNotLeftOut() {
        assertRefused(SamplePdf.jpeg2000(), Reason.UNSUPPORTED_FORMAT, "Page 0", "JPEG 2000");
        assertRefused(SamplePdf.damagedJpeg(), Reason.CORRUPT_IMAGE, "Page 0", "8 x 8");
    }

    @Test
    void thePageThatIsNotThereIsNamed() {
        try (PageSource pages = open(SamplePdf.text("one"), 72)) {
            assertThatThrownBy(() -> pages.info(1))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("no page 1");
        }
    }

    @Test
    void contentWithoutAnEndStopsWhenCancelled() {
        byte[] pdf = SamplePdf.operators("0 0 72 72 re f ".repeat(100_000));
        AtomicInteger asked = new AtomicInteger();
        try (PageSource pages = open(pdf, 72)) {
            assertThatThrownBy(
                            () -> pages.decode(0, EVERY_PIXEL, () -> asked.incrementAndGet() > 10))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(asked).hasValue(11);
    }

    @Test
    void formsThatDrawThemselvesEnd() {
        assertThat(render(SamplePdf.selfDrawingForm(), 72).width()).isEqualTo(72);
    }

    @Test
    void aSourceOfImagesKnowsItsPages() {
        byte[] tiff = SampleImages.tiff(new int[] {30, 20}, new int[] {40, 50});
        try (PageSource pages = open(tiff, 72);
                DecodedImage second = pages.decode(1, EVERY_PIXEL, () -> false)) {
            assertThat(pages.format()).isEqualTo(ImageFormat.TIFF);
            assertThat(pages.pageCount()).isEqualTo(2);
            assertThat(pages.info(1).height()).isEqualTo(50);
            assertThat(second.height()).isEqualTo(50);
        }
    }

    @Test
    void whatTheLibraryThrowsHasAReason() {
        assertThatThrownBy(() -> PdfLoader.guarded(() -> swell()))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.ANALYSIS_FAILED))
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> PdfLoader.guarded(() -> List.of().get(0)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT_IMAGE));
    }

    /** Larger than any array may be, so that nothing is taken from other tests. */
    private static byte[] swell() {
        return new byte[Integer.MAX_VALUE];
    }
}
