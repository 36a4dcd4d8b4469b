package ke.co.datacraft.cv.inference;

/**
 * One class that an image may belong to.
 *
 * @param classId index of the class in the model, from 0
 * @param label class name
 * @param confidence 0..1
 */
public record ClassScore(int classId, String label, float confidence) {}
