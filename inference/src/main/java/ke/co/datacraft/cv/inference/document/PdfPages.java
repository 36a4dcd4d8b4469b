package ke.co.datacraft.cv.inference.document;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.RenderDestination;

/**
 * Pages of a PDF, rendered upright on white by PDFBox. The crop box at the resolution asked for is
 * the page; a layer of text is drawn like everything else and not read.
 */
final class PdfPages implements PageSource {

    /** Units of user space per inch (ISO 32000-2, 8.3.2.3). */
    private static final float UNITS_PER_INCH = 72;

    private final PDDocument document;
    private final float scale;
    private final ImageLimits limits;
    private final int pageCount;

    /**
     * Opens the document and counts its pages.
     *
     * @throws InferenceException {@code ENCRYPTED_FILE} or {@code CORRUPT_IMAGE}
     */
    PdfPages(byte[] bytes, int dpi, ImageLimits limits) {
        this.scale = dpi / UNITS_PER_INCH;
        this.limits = limits;
        this.document = PdfLoader.load(bytes);
        try {
            this.pageCount = PdfLoader.guarded(document::getNumberOfPages);
            if (pageCount < 1) {
                throw new InferenceException(
                        Reason.CORRUPT_IMAGE, "The PDF has no pages; send one that has.");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public ImageFormat format() {
        return ImageFormat.PDF;
    }

    @Override
    public int pageCount() {
        return pageCount;
    }

    @Override
    public ImageInfo info(int number) {
        PDPage page = page(number);
        PDRectangle box = PdfLoader.guarded(page::getCropBox);
        int rotation = PdfLoader.guarded(page::getRotation);
        int width = pixels(box.getWidth());
        int height = pixels(box.getHeight());
        boolean lying = rotation == 90 || rotation == 270;
        return new ImageInfo(
                ImageFormat.PDF,
                lying ? height : width,
                lying ? width : height,
                "RGB",
                1,
                pageCount);
    }

    /** Rounded as the renderer does; a side beyond what an int holds is far beyond any limit. */
    private int pixels(float units) {
        if (!(units > 0)) {
            throw new InferenceException(
                    Reason.CORRUPT_IMAGE,
                    "The PDF has a page whose side is " + units + " points long; repair it.");
        }
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.floor(units * scale)));
    }

    private PDPage page(int number) {
        if (number < 0 || number >= pageCount) {
            throw new InferenceException(
                    Reason.PAGE_NOT_FOUND,
                    "There is no page "
                            + number
                            + ": the file has "
                            + pageCount
                            + (pageCount == 1 ? " page," : " pages,")
                            + " counted from 0.");
        }
        return PdfLoader.guarded(() -> document.getPage(number));
    }

    @Override
    public DecodedImage decode(int number, int minimumShortSide, BooleanSupplier cancelled) {
        ImageInfo info = info(number);
        limits.check(info);
        BoundedRenderer renderer = new BoundedRenderer(document, number, limits, cancelled);
        BufferedImage image =
                PdfLoader.guarded(
                        () ->
                                renderer.renderImage(
                                        number, scale, ImageType.BGR, RenderDestination.VIEW));
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        if (image.getWidth() != info.width() || image.getHeight() != info.height()) {
            throw new IllegalStateException(
                    "The renderer made %d x %d pixels of %s"
                            .formatted(image.getWidth(), image.getHeight(), info));
        }
        DataBufferByte pixels = (DataBufferByte) image.getRaster().getDataBuffer();
        return DecodedImage.copyOf(pixels.getData(), image.getWidth(), image.getHeight());
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            // It was only read; what is left of it is memory, and the collector takes that.
            throw new IllegalStateException("A document in memory cannot be closed", e);
        }
    }
}
