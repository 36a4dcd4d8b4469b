package ke.co.datacraft.cv.inference;

/**
 * An upright box in continuous pixel coordinates: the left edge is {@code x}, the right edge is
 * {@code x + width}; no pixel is added anywhere.
 *
 * @param x left edge
 * @param y top edge
 * @param width 0 and up
 * @param height 0 and up
 */
public record BoundingBox(float x, float y, float width, float height) {

    /** Area in square pixels. */
    public float area() {
        return width * height;
    }

    /** Area of the intersection over area of the union, 0..1; 0 when both are empty. */
    public float intersectionOverUnion(BoundingBox other) {
        float overlapWidth = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        float overlapHeight = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (overlapWidth <= 0 || overlapHeight <= 0) {
            return 0;
        }
        float intersection = overlapWidth * overlapHeight;
        return intersection / (area() + other.area() - intersection);
    }
}
