package ke.co.datacraft.cv.contracts;

/**
 * One class that an image may belong to.
 *
 * @param label class name
 * @param classId index of the class in the model, from 0
 * @param confidence 0..1
 */
public record ImageClass(String label, int classId, double confidence) {}
