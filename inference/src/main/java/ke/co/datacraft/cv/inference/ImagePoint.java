package ke.co.datacraft.cv.inference;

/**
 * A place in continuous pixel coordinates of the original image after EXIF rotation.
 *
 * @param x from the left
 * @param y from the top
 */
public record ImagePoint(float x, float y) {}
