package ke.co.datacraft.cv.inference;

/**
 * One detected object.
 *
 * @param classId index of the class in the model, from 0
 * @param label class name
 * @param confidence 0..1
 * @param box in pixels of the original image after EXIF rotation, clipped to it
 */
public record Detection(int classId, String label, float confidence, BoundingBox box) {}
