package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Lets a frame pass only where something moves.
 *
 * @param sensitivity 0 (only large changes) to 1 (any change); 0.5 when absent
 * @param minArea share of the picture that must move, 0 to 1; 0.001 when absent
 * @param masks polygons where movement does not count; never null
 * @param keepAliveSeconds a frame passes after this long without movement; 0 for never, 10 when
 *     absent
 */
public record MotionGate(
        Double sensitivity,
        Double minArea,
        List<List<List<Double>>> masks,
        Integer keepAliveSeconds) {

    /** Fills in the defaults. */
    public MotionGate {
        sensitivity = sensitivity == null ? 0.5 : sensitivity;
        minArea = minArea == null ? 0.001 : minArea;
        masks = Shapes.copies(masks);
        keepAliveSeconds = keepAliveSeconds == null ? 10 : keepAliveSeconds;
    }
}
