package ke.co.datacraft.cv.bench.mot;

/**
 * One row of a MOTChallenge file.
 *
 * @param frame from 1
 * @param id of the object; -1 for a detection
 * @param left in pixels, the image's first pixel being 1
 * @param top likewise
 * @param width in pixels
 * @param height in pixels
 * @param score of a detection, 1 where the file has none; in the truth 0 for a row that does not
 *     count
 * @param classId 1 for pedestrians; -1 where the file tells no class
 */
public record MotRow(
        int frame,
        int id,
        double left,
        double top,
        double width,
        double height,
        double score,
        int classId) {

    /** Whether there is anything in the box. */
    public boolean hasArea() {
        return width > 0 && height > 0;
    }

    /** Area of the intersection over area of the union, 0..1. */
    double overlap(MotRow other) {
        double across =
                Math.min(left + width, other.left + other.width) - Math.max(left, other.left);
        double down = Math.min(top + height, other.top + other.height) - Math.max(top, other.top);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        double shared = across * down;
        return shared / (width * height + other.width * other.height - shared);
    }
}
