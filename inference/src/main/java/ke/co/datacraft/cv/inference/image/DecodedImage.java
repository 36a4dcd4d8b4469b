package ke.co.datacraft.cv.inference.image;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pixels of one page: 8 bits, BGR, rotated upright, perhaps at a smaller scale than the original.
 * Owns native memory; whoever opened it closes it.
 */
public final class DecodedImage implements AutoCloseable {

    private final Mat pixels;
    private final int originalWidth;
    private final int originalHeight;

    /**
     * @param pixels 8-bit BGR; owned from now on
     * @param originalWidth width of the original after rotation
     * @param originalHeight height of the original after rotation
     */
    public DecodedImage(Mat pixels, int originalWidth, int originalHeight) {
        this.pixels = pixels;
        this.originalWidth = originalWidth;
        this.originalHeight = originalHeight;
    }

    /** The pixels, 8-bit BGR; valid until {@link #close}. */
    public Mat pixels() {
        return pixels;
    }

    /** Width of the pixels at hand. */
    public int width() {
        return pixels.cols();
    }

    /** Height of the pixels at hand. */
    public int height() {
        return pixels.rows();
    }

    /** Width of the original after rotation; result boxes are in its pixels. */
    public int originalWidth() {
        return originalWidth;
    }

    /** Height of the original after rotation; result boxes are in its pixels. */
    public int originalHeight() {
        return originalHeight;
    }

    /** Original pixels per pixel at hand, horizontally; 1 or more. */
    public float scaleX() {
        return (float) originalWidth / width();
    }

    /** Original pixels per pixel at hand, vertically; 1 or more. */
    public float scaleY() {
        return (float) originalHeight / height();
    }

    @Override
    public void close() {
        pixels.close();
    }
}
