package ke.co.datacraft.cv.inference;

import java.util.List;

/**
 * One detected face.
 *
 * @param confidence 0..1
 * @param box in pixels of the original image after EXIF rotation, clipped to it
 * @param landmarks right eye, left eye, nose tip, right and left corner of the mouth, as seen on
 *     the person; empty where the model gives none
 */
public record Face(float confidence, BoundingBox box, List<ImagePoint> landmarks) {}
