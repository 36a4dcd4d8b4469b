package ke.co.datacraft.cv.contracts;

/**
 * Size of an image after its EXIF rotation.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record ImageSize(int width, int height) {}
