package ke.co.datacraft.cv.inference.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;

/** PDFs made for tests. */
public final class SamplePdf {

    private SamplePdf() {}

    /** Draws a page. */
    @FunctionalInterface
    public interface Content {

        /** Draws; the origin is the lower left corner, the unit 1/72 inch. */
        void draw(PDPageContentStream content) throws IOException;
    }

    private interface Change {
        void apply(PDDocument document) throws IOException;
    }

    /** A document of pages, 288 x 144 points each, with one line of text of 24 points each. */
    public static byte[] text(String... lines) {
        return saved(
                document -> {
                    for (String line : lines) {
                        page(document, new PDRectangle(288, 144), 0, words(line, 24, 20, 60));
                    }
                });
    }

    /** The same with one more page, which is larger than any limit. */
    public static byte[] textAndHugePage(String... lines) {
        return saved(
                document -> {
                    for (String line : lines) {
                        page(document, new PDRectangle(288, 144), 0, words(line, 24, 20, 60));
                    }
                    page(document, new PDRectangle(1_000_000, 1_000_000), 0, content -> {});
                });
    }

    /** A document of one page. */
    public static byte[] page(float width, float height, int rotation, Content content) {
        return saved(document -> page(document, new PDRectangle(width, height), rotation, content));
    }

    /** Text in Helvetica. */
    public static Content words(String text, float size, float x, float y) {
        return content -> {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), size);
            content.newLineAtOffset(x, y);
            content.showText(text);
            content.endText();
        };
    }

    /** A filled rectangle, opaque at 1. */
    public static Content rectangle(Color color, float opacity, PDRectangle place) {
        return content -> {
            PDExtendedGraphicsState state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant(opacity);
            content.setGraphicsStateParameters(state);
            content.setNonStrokingColor(color);
            content.addRect(
                    place.getLowerLeftX(),
                    place.getLowerLeftY(),
                    place.getWidth(),
                    place.getHeight());
            content.fill();
        };
    }

    /** A document that asks for passwords; one that is empty lets everybody in. */
    public static byte[] encrypted(String userPassword, String ownerPassword, String line) {
        return saved(
                document -> {
                    page(document, new PDRectangle(288, 144), 0, words(line, 24, 20, 60));
                    StandardProtectionPolicy policy =
                            new StandardProtectionPolicy(
                                    ownerPassword, userPassword, new AccessPermission());
                    policy.setEncryptionKeyLength(256);
                    document.protect(policy);
                });
    }

    /** A document without pages. */
    public static byte[] withoutPages() {
        return saved(document -> {});
    }

    /** A page that shows a picture of white and black columns, one pixel wide, on its whole. */
    public static byte[] picture(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        for (int x = 0; x < width; x += 2) {
            for (int y = 0; y < height; y++) {
                picture.setRGB(x, y, 0xffffff);
            }
        }
        return saved(
                document -> {
                    var image = LosslessFactory.createFromImage(document, picture);
                    page(
                            document,
                            new PDRectangle(72, 72),
                            0,
                            content -> content.drawImage(image, 0, 0, 72, 72));
                });
    }

    /** A page whose content is the given operators. */
    public static byte[] operators(String operators) {
        return written(operators, "/Resources << >>");
    }

    /** A page that shows a picture in JPEG 2000, which no reader here knows. */
    public static byte[] jpeg2000() {
        return filtered("JPXDecode");
    }

    /** A page that shows a JPEG that is none. */
    public static byte[] damagedJpeg() {
        return filtered("DCTDecode");
    }

    /** A page that shows a small picture whose mask says that it is huge. */
    public static byte[] hugeMask() {
        return written(
                "40 0 0 40 10 10 cm /X Do",
                "/Resources << /XObject << /X 5 0 R >> >>",
                "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
                        + " /BitsPerComponent 8 /SMask 6 0 R /Length 1 >>\nstream\na\nendstream",
                "<< /Type /XObject /Subtype /Image /Width 40000 /Height 40000"
                        + " /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\na\nendstream");
    }

    private static byte[] filtered(String filter) {
        return written(
                "40 0 0 40 10 10 cm /X Do",
                "/Resources << /XObject << /X 5 0 R >> >>",
                "<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray"
                        + " /BitsPerComponent 8 /Filter /"
                        + filter
                        + " /Length 4 >>\nstream\nabcd\nendstream");
    }

    /** A page that draws a form whose content draws the same form. */
    public static byte[] selfDrawingForm() {
        return written(
                "/X Do",
                "/Resources << /XObject << /X 5 0 R >> >>",
                "<< /Type /XObject /Subtype /Form /BBox [0 0 72 72]"
                        + " /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>"
                        + "\nstream\n/X Do\nendstream");
    }

    /** The document with a cross-reference table that points to the wrong places. */
    public static byte[] withBrokenReferences(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int start = text.lastIndexOf("startxref");
        String broken = text.substring(0, start) + "startxref\n7\n%%EOF\n";
        return broken.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] written(String operators, String resources, String... more) {
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        pdf.append("1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n");
        pdf.append("2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n");
        pdf.append("3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] /Contents 4 0 R ")
                .append(resources)
                .append(" >> endobj\n");
        pdf.append("4 0 obj << /Length ")
                .append(operators.length())
                .append(" >>\nstream\n")
                .append(operators)
                .append("\nendstream endobj\n");
        for (int i = 0; i < more.length; i++) {
            pdf.append(5 + i).append(" 0 obj ").append(more[i]).append(" endobj\n");
        }
        pdf.append("trailer << /Root 1 0 R /Size 9 >>\nstartxref\n0\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void page(PDDocument document, PDRectangle box, int rotation, Content drawn)
            throws IOException {
        PDPage page = new PDPage(box);
        page.setRotation(rotation);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            drawn.draw(content);
        }
    }

    private static byte[] saved(Change change) {
        try (PDDocument document = new PDDocument()) {
            change.apply(document);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
