package ke.co.datacraft.cv.inference.image;

import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;

/**
 * How large an image may be; checked against the header, so that a pixel bomb costs nothing.
 *
 * @param maxPixels of one page, 1 to 2^30 (what OpenCV decodes at most)
 */
public record ImageLimits(long maxPixels) {

    /** OpenCV's own limits, unless its environment variables change them. */
    private static final long OPENCV_MAX_PIXELS = 1L << 30;

    private static final int OPENCV_MAX_SIDE = 1 << 20;
    private static final long MEGA = 1_000_000;

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException naming value and cure
     */
    public ImageLimits {
        if (maxPixels < 1 || maxPixels > OPENCV_MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "A limit of "
                            + maxPixels
                            + " pixels cannot be kept: CV_MAX_IMAGE_MEGAPIXELS must be 1 to "
                            + OPENCV_MAX_PIXELS / MEGA
                            + ".");
        }
    }

    /** A limit in millions of pixels. */
    public static ImageLimits ofMegapixels(int megapixels) {
        return new ImageLimits(megapixels * MEGA);
    }

    /**
     * Checks an image before it is decoded.
     *
     * @throws InferenceException {@code TOO_MANY_PIXELS}
     */
    public void check(ImageInfo info) {
        if (info.pixels() > maxPixels) {
            throw new InferenceException(
                    Reason.TOO_MANY_PIXELS,
                    "The image has %d x %d = %d pixels; the limit is %d. Send a smaller one or raise"
                                    .formatted(
                                            info.width(), info.height(), info.pixels(), maxPixels)
                            + " CV_MAX_IMAGE_MEGAPIXELS.");
        }
        if (Math.max(info.width(), info.height()) > OPENCV_MAX_SIDE) {
            throw new InferenceException(
                    Reason.TOO_MANY_PIXELS,
                    "The image has %d x %d pixels; no side may be longer than %d. Cut it into parts."
                            .formatted(info.width(), info.height(), OPENCV_MAX_SIDE));
        }
    }
}
