package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Where four points of the picture are on the ground, so that speeds can be told.
 *
 * @param image four points of the picture, normalised, in order around the area
 * @param ground the same points on the ground, {@code [x, y]} in metres
 */
public record GroundCalibration(List<List<Double>> image, List<List<Double>> ground) {

    /** Copies the points. */
    public GroundCalibration {
        image = Shapes.copy(image);
        ground = Shapes.copy(ground);
    }
}
