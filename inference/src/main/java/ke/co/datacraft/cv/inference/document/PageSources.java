package ke.co.datacraft.cv.inference.document;

import java.nio.ByteBuffer;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;

/** Opens files by what their bytes say. Safe for use by many threads at once. */
public final class PageSources {

    private final ImageLimits limits;
    private final ImageDecoder decoder;

    /**
     * @param limits of one page, and of one picture on a page
     */
    public PageSources(ImageLimits limits) {
        this.limits = limits;
        this.decoder = new ImageDecoder(limits);
    }

    /**
     * Opens a file.
     *
     * @param bytes the whole file; read as long as the source is open
     * @param dpi dots per inch that pages of a document are rendered at
     * @return to be closed by the caller
     * @throws ke.co.datacraft.cv.inference.InferenceException {@code EMPTY_FILE}, {@code
     *     UNSUPPORTED_FORMAT}, {@code ENCRYPTED_FILE} or {@code CORRUPT_IMAGE}
     */
    public PageSource open(byte[] bytes, int dpi) {
        return ImageInspector.format(ByteBuffer.wrap(bytes)) == ImageFormat.PDF
                ? new PdfPages(bytes, dpi, limits)
                : new ImagePages(ByteBuffer.wrap(bytes), decoder);
    }
}
