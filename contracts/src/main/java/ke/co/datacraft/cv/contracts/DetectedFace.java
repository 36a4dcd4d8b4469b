package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * One detected face.
 *
 * @param confidence 0..1
 * @param bbox {@code [x, y, width, height]} in pixels of the image after EXIF rotation
 * @param landmarks {@code [x, y]} of right eye, left eye, nose tip, right and left corner of the
 *     mouth, as seen on the person; empty where the model gives none
 */
public record DetectedFace(double confidence, List<Double> bbox, List<List<Double>> landmarks) {}
