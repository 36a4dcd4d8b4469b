package ke.co.datacraft.cv.inference.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * Pixels of one page or of a part of it: 8 bits, BGR, rotated upright, perhaps at a smaller scale
 * than the original. Owns native memory; whoever opened it closes it.
 */
public final class DecodedImage implements AutoCloseable {

    private final Mat pixels;
    private final int originalWidth;
    private final int originalHeight;
    private final float originX;
    private final float originY;
    private final float scaleX;
    private final float scaleY;

    /**
     * @param pixels 8-bit BGR; owned from now on
     * @param originalWidth width of the original after rotation
     * @param originalHeight height of the original after rotation
     */
    public DecodedImage(Mat pixels, int originalWidth, int originalHeight) {
        this.pixels = pixels;
        this.originalWidth = originalWidth;
        this.originalHeight = originalHeight;
        this.originX = 0;
        this.originY = 0;
        this.scaleX = (float) originalWidth / pixels.cols();
        this.scaleY = (float) originalHeight / pixels.rows();
    }

    private DecodedImage(DecodedImage whole, Mat part, int left, int top) {
        this.pixels = part;
        this.scaleX = whole.scaleX;
        this.scaleY = whole.scaleY;
        this.originX = whole.originX + left * scaleX;
        this.originY = whole.originY + top * scaleY;
        this.originalWidth = Math.max(1, Math.round(part.cols() * scaleX));
        this.originalHeight = Math.max(1, Math.round(part.rows() * scaleY));
    }

    /**
     * A copy of rendered pixels at their full size.
     *
     * @param bgr three bytes per pixel, row by row without gaps
     */
    public static DecodedImage copyOf(byte[] bgr, int width, int height) {
        OpenCv.initialise();
        if (bgr.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    "%d bytes are no picture of %d x %d pixels"
                            .formatted(bgr.length, width, height));
        }
        Mat pixels = new Mat(height, width, opencv_core.CV_8UC3);
        pixels.data().put(bgr);
        return new DecodedImage(pixels, width, height);
    }

    /**
     * A view of a part, without a copy; at a smaller scale it begins and ends on whole pixels at
     * hand. Stays valid when this image is closed, and is closed on its own.
     *
     * @param x left edge in original pixels of this image, 0 and up
     * @param y top edge
     * @param width 1 and up; the part lies within the image
     * @param height 1 and up
     * @throws IllegalArgumentException when the part reaches beyond the image
     */
    public DecodedImage part(int x, int y, int width, int height) {
        if (x < 0
                || y < 0
                || width < 1
                || height < 1
                || (long) x + width > originalWidth
                || (long) y + height > originalHeight) {
            throw new IllegalArgumentException(
                    "No part of a picture of %d x %d pixels: [%d, %d, %d, %d]"
                            .formatted(originalWidth, originalHeight, x, y, width, height));
        }
        int left = Math.min(width() - 1, (int) Math.floor(x / scaleX));
        int top = Math.min(height() - 1, (int) Math.floor(y / scaleY));
        int right = Math.min(width(), (int) Math.ceil((x + width) / scaleX));
        int bottom = Math.min(height(), (int) Math.ceil((y + height) / scaleY));
        try (Rect rectangle =
                new Rect(left, top, Math.max(1, right - left), Math.max(1, bottom - top))) {
            return new DecodedImage(this, new Mat(pixels, rectangle), left, top);
        }
    }

    /**
     * The pixels, 8-bit BGR; valid until {@link #close}. Those of a part have gaps between rows.
     */
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

    /** Left edge in the original that was decoded; 0 unless this is a part. */
    public float originX() {
        return originX;
    }

    /** Top edge in the original that was decoded; 0 unless this is a part. */
    public float originY() {
        return originY;
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
        return scaleX;
    }

    /** Original pixels per pixel at hand, vertically; 1 or more. */
    public float scaleY() {
        return scaleY;
    }

    @Override
    public void close() {
        pixels.close();
    }
}
