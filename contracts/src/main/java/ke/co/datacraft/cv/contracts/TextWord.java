package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * One recognised word.
 *
 * @param text the word
 * @param confidence 0..1
 * @param bbox {@code [x, y, width, height]} in pixels of the image after EXIF rotation
 * @param line index of its line, from 0
 */
public record TextWord(String text, double confidence, List<Double> bbox, int line) {}
