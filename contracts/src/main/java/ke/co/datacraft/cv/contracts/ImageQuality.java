package ke.co.datacraft.cv.contracts;

/**
 * How good a picture is to work with.
 *
 * @param sharpness variance of the Laplacian of the grey image, 0 and up; below 100 is blurred
 * @param brightness mean grey value, 0..1
 * @param contrast standard deviation of the grey value, 0..0.5
 * @param underexposed share of pixels that are almost black, 0..1
 * @param overexposed share of pixels that are almost white, 0..1
 * @param score all of them in one number, 0 (useless) to 1 (good)
 */
public record ImageQuality(
        double sharpness,
        double brightness,
        double contrast,
        double underexposed,
        double overexposed,
        double score) {}
