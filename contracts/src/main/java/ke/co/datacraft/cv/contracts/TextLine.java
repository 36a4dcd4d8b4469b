package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * One recognised line of text.
 *
 * @param text its words, separated by blanks
 * @param confidence 0..1
 * @param bbox {@code [x, y, width, height]} in pixels of the image after EXIF rotation
 */
public record TextLine(String text, double confidence, List<Double> bbox) {}
