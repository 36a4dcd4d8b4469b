package ke.co.datacraft.cv.bridge.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Renders a page of a PDF, within limits of size and time. */
final class DocumentReader {

    private static final long SCRATCH_PER_BYTE = 4;
    private static final long LEAST_SCRATCH = 16 << 20;

    private final PictureLimits limits;

    DocumentReader(PictureLimits limits) {
        this.limits = limits;
    }

    /**
     * @param page from 0
     * @param size longest side, in pixels
     */
    BufferedImage read(byte[] file, int page, int size) throws IOException, PictureException {
        long scratch = Math.max(LEAST_SCRATCH, SCRATCH_PER_BYTE * file.length);
        try (PDDocument document =
                Loader.loadPDF(
                        new RandomAccessReadBuffer(file),
                        "",
                        MemoryUsageSetting.setupMainMemoryOnly(scratch).streamCache)) {
            if (page >= document.getNumberOfPages()) {
                throw new PictureException(
                        "The document has %d pages".formatted(document.getNumberOfPages()));
            }
            PDPage sheet = document.getPage(page);
            float longest = Math.max(sheet.getCropBox().getWidth(), sheet.getCropBox().getHeight());
            if (!(longest > 0)) {
                throw new PictureException("The page has no size");
            }
            return new Renderer(document).renderImage(page, size / longest, ImageType.RGB);
        } catch (InvalidPasswordException e) {
            throw new PictureException("The document opens only with a password", e);
        } catch (StackOverflowError e) {
            throw new PictureException("The document is nested too deeply", e);
        }
    }

    /** Stops where a page takes too long or holds a picture that is too large. */
    private final class Renderer extends PDFRenderer {

        private final long deadline = System.nanoTime() + limits.timeout().toNanos();

        private Renderer(PDDocument document) {
            super(document);
            setSubsamplingAllowed(true);
        }

        @Override
        protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
            return new PageDrawer(parameters) {
                @Override
                protected void processOperator(Operator operator, List<COSBase> operands)
                        throws IOException {
                    if (System.nanoTime() - deadline > 0) {
                        throw new IllegalStateException(
                                "The page takes longer than " + limits.timeout());
                    }
                    super.processOperator(operator, operands);
                }

                @Override
                public void drawImage(PDImage picture) throws IOException {
                    if ((long) picture.getWidth() * picture.getHeight() > limits.maxPixels()) {
                        throw new IllegalStateException("The page holds too large a picture");
                    }
                    super.drawImage(picture);
                }
            };
        }
    }
}
