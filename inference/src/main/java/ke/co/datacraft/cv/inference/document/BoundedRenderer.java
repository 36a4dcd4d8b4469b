package ke.co.datacraft.cv.inference.document;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/**
 * Renders one page, and stops: when it is cancelled, whatever the page's content still holds; at a
 * picture that is larger than a page may be; at one that would be left out.
 */
final class BoundedRenderer extends PDFRenderer {

    private final int page;
    private final ImageLimits limits;
    private final BooleanSupplier cancelled;

    BoundedRenderer(PDDocument document, int page, ImageLimits limits, BooleanSupplier cancelled) {
        super(document);
        this.page = page;
        this.limits = limits;
        this.cancelled = cancelled;
        // A large picture that is shown small is read at a fraction of its size.
        setSubsamplingAllowed(true);
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new Drawer(parameters);
    }

    private final class Drawer extends PageDrawer {

        private Drawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands)
                throws IOException {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            super.processOperator(operator, operands);
        }

        @Override
        public void drawImage(PDImage picture) throws IOException {
            check(picture);
            if (picture instanceof PDImageXObject object) {
                check(object.getSoftMask());
                check(object.getMask());
            }
            try {
                super.drawImage(picture);
            } catch (IOException e) {
                // The library would leave the picture out, and what it shows would be lost
                // silently.
                throw unreadable(picture, e);
            }
        }

        /** Before anything of it is unpacked; null is no picture. */
        private void check(PDImage picture) {
            long pixels = picture == null ? 0 : (long) picture.getWidth() * picture.getHeight();
            if (pixels > limits.maxPixels()) {
                throw new InferenceException(
                        Reason.TOO_MANY_PIXELS,
                        "Page %d of the PDF holds a picture of %d x %d = %d pixels; the limit is %d."
                                        .formatted(
                                                page,
                                                picture.getWidth(),
                                                picture.getHeight(),
                                                pixels,
                                                limits.maxPixels())
                                + " Scale it down or raise CV_MAX_IMAGE_MEGAPIXELS.");
            }
        }

        private InferenceException unreadable(PDImage picture, IOException cause) {
            boolean jpeg2000 = "jpx".equals(picture.getSuffix());
            return jpeg2000 || cause instanceof MissingImageReaderException
                    ? new InferenceException(
                            Reason.UNSUPPORTED_FORMAT,
                            "Page "
                                    + page
                                    + " of the PDF holds a picture in a format that cannot be read"
                                    + (jpeg2000 ? ", JPEG 2000" : "")
                                    + "; save the document with JPEG pictures.",
                            cause)
                    : new InferenceException(
                            Reason.CORRUPT_IMAGE,
                            "Page "
                                    + page
                                    + " of the PDF holds a damaged picture of "
                                    + picture.getWidth()
                                    + " x "
                                    + picture.getHeight()
                                    + " pixels ("
                                    + cause.getMessage()
                                    + "); send it again or save it anew.",
                            cause);
        }
    }
}
