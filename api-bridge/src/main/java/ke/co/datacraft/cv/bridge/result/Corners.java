package ke.co.datacraft.cv.bridge.result;

import java.util.List;

/** Corners of a barcode. */
final class Corners {

    private Corners() {}

    /**
     * The upright box around them.
     *
     * @param corners {@code [x, y]} in pixels
     * @return {@code [x, y, width, height]}
     */
    static List<Double> bounds(List<List<Double>> corners) {
        double left = corners.stream().mapToDouble(c -> c.get(0)).min().orElse(0);
        double top = corners.stream().mapToDouble(c -> c.get(1)).min().orElse(0);
        double right = corners.stream().mapToDouble(c -> c.get(0)).max().orElse(0);
        double bottom = corners.stream().mapToDouble(c -> c.get(1)).max().orElse(0);
        return List.of(left, top, right - left, bottom - top);
    }
}
