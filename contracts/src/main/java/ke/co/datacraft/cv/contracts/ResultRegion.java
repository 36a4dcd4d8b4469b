package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * The part of an image that a chained task looked at.
 *
 * @param step step that found it
 * @param index its number among all that the step found on the image, from 0
 * @param label class that the step gave it, or null where it gives none
 * @param bbox {@code [x, y, width, height]} in pixels of the image after EXIF rotation, padding
 *     included
 */
public record ResultRegion(String step, int index, String label, List<Double> bbox) {}
