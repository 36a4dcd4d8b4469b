package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * One detected object.
 *
 * @param label class name
 * @param classId index of the class in the model, from 0
 * @param confidence 0..1
 * @param bbox {@code [x, y, width, height]} in pixels of the image after EXIF rotation
 * @param trackId track of a camera's object, or null
 */
public record DetectedObject(
        String label, int classId, double confidence, List<Double> bbox, Long trackId) {}
