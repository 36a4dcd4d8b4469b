package ke.co.datacraft.cv.inference.image;

import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.ImagePoint;

/**
 * Where the original picture lies within a model's tensor, and the way back. A picture that was cut
 * begins left of and above the tensor and ends right of and below it. The scale is that of the
 * whole original, whatever smaller picture was decoded, so a box maps back the same.
 *
 * @param originalWidth pixels of the original after rotation
 * @param originalHeight pixels of the original after rotation
 * @param contentX left edge of the picture in the tensor
 * @param contentY top edge of the picture in the tensor
 * @param contentWidth width of the picture in the tensor, 1 or more
 * @param contentHeight height of the picture in the tensor, 1 or more
 * @param scaleX tensor pixels per original pixel, horizontally
 * @param scaleY tensor pixels per original pixel, vertically
 */
public record Letterbox(
        int originalWidth,
        int originalHeight,
        int contentX,
        int contentY,
        int contentWidth,
        int contentHeight,
        float scaleX,
        float scaleY) {

    /** Fits an original of this size into the tensor that the specification describes. */
    public static Letterbox fit(int originalWidth, int originalHeight, PreprocessSpec spec) {
        return switch (spec.resize()) {
            case STRETCH -> stretched(originalWidth, originalHeight, spec);
            case LETTERBOX_TOP_LEFT -> topLeft(originalWidth, originalHeight, spec);
            case LETTERBOX_CENTER -> centred(originalWidth, originalHeight, spec);
            case CENTER_CROP -> cropped(originalWidth, originalHeight, spec);
        };
    }

    private static Letterbox stretched(int originalWidth, int originalHeight, PreprocessSpec spec) {
        return new Letterbox(
                originalWidth,
                originalHeight,
                0,
                0,
                spec.width(),
                spec.height(),
                (float) spec.width() / originalWidth,
                (float) spec.height() / originalHeight);
    }

    /** Cuts fractions of a pixel off and scales both ways alike, as YOLOX's own code does. */
    private static Letterbox topLeft(int originalWidth, int originalHeight, PreprocessSpec spec) {
        double ratio = ratio(originalWidth, originalHeight, spec);
        // A product that is whole but for rounding must not lose a pixel.
        int contentWidth = fitted(Math.floor(originalWidth * ratio + 1e-6), spec.width());
        int contentHeight = fitted(Math.floor(originalHeight * ratio + 1e-6), spec.height());
        return new Letterbox(
                originalWidth,
                originalHeight,
                0,
                0,
                contentWidth,
                contentHeight,
                (float) ratio,
                (float) ratio);
    }

    /** Rounds to whole pixels and scales both ways alike, as YOLO from version 5 on does. */
    private static Letterbox centred(int originalWidth, int originalHeight, PreprocessSpec spec) {
        double ratio = ratio(originalWidth, originalHeight, spec);
        int contentWidth = fitted(Math.round(originalWidth * ratio), spec.width());
        int contentHeight = fitted(Math.round(originalHeight * ratio), spec.height());
        return new Letterbox(
                originalWidth,
                originalHeight,
                (spec.width() - contentWidth) / 2,
                (spec.height() - contentHeight) / 2,
                contentWidth,
                contentHeight,
                (float) ratio,
                (float) ratio);
    }

    /** Scales the short side and takes the middle, as torchvision's Resize and CenterCrop do. */
    private static Letterbox cropped(int originalWidth, int originalHeight, PreprocessSpec spec) {
        double ratio = (double) spec.shortSide() / Math.min(originalWidth, originalHeight);
        int contentWidth = (int) Math.max(spec.width(), Math.round(originalWidth * ratio));
        int contentHeight = (int) Math.max(spec.height(), Math.round(originalHeight * ratio));
        return new Letterbox(
                originalWidth,
                originalHeight,
                -(contentWidth - spec.width()) / 2,
                -(contentHeight - spec.height()) / 2,
                contentWidth,
                contentHeight,
                (float) ratio,
                (float) ratio);
    }

    private static double ratio(int originalWidth, int originalHeight, PreprocessSpec spec) {
        return Math.min(
                (double) spec.width() / originalWidth, (double) spec.height() / originalHeight);
    }

    private static int fitted(double length, int max) {
        return Math.max(1, Math.min(max, (int) length));
    }

    /**
     * A box of the tensor in the original's pixels, clipped to the original. A box that lies wholly
     * outside comes back with width or height 0.
     *
     * @param x left edge in tensor pixels
     * @param y top edge in tensor pixels
     * @param width in tensor pixels
     * @param height in tensor pixels
     */
    public BoundingBox toOriginal(float x, float y, float width, float height) {
        float left = clip((x - contentX) / scaleX, originalWidth);
        float top = clip((y - contentY) / scaleY, originalHeight);
        float right = clip((x + width - contentX) / scaleX, originalWidth);
        float bottom = clip((y + height - contentY) / scaleY, originalHeight);
        return new BoundingBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    /** A place in the tensor in the original's pixels; one outside the original stays outside. */
    public ImagePoint toOriginal(float x, float y) {
        return new ImagePoint((x - contentX) / scaleX, (y - contentY) / scaleY);
    }

    private static float clip(float value, int max) {
        return Math.max(0, Math.min(max, value));
    }
}
