package ke.co.datacraft.cv.inference.document;

import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;

/**
 * An open file as a row of pages; holds one page's pixels at most while it makes them. Used by one
 * thread at a time.
 */
public interface PageSource extends AutoCloseable {

    /** What the file is. */
    ImageFormat format();

    /** Pages, at least 1. */
    int pageCount();

    /**
     * What a page is, without its pixels.
     *
     * @param page from 0
     * @throws ke.co.datacraft.cv.inference.InferenceException {@code PAGE_NOT_FOUND} or {@code
     *     CORRUPT_IMAGE}
     */
    ImageInfo info(int page);

    /**
     * The pixels of a page.
     *
     * @param page from 0
     * @param minimumShortSide pixels that the short side must keep, 1 or more; {@link
     *     Integer#MAX_VALUE} asks for every pixel
     * @param cancelled asked now and then; true ends the work
     * @return to be closed by the caller
     * @throws ke.co.datacraft.cv.inference.InferenceException when there are none
     * @throws java.util.concurrent.CancellationException when it was cancelled
     */
    DecodedImage decode(int page, int minimumShortSide, BooleanSupplier cancelled);

    @Override
    void close();
}
