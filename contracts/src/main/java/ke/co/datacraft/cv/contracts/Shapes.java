package ke.co.datacraft.cv.contracts;

import java.util.List;

/** Points and polygons that nobody can change. */
final class Shapes {

    private Shapes() {}

    /** Points as they are, in lists of their own; empty for null. */
    static List<List<Double>> copy(List<List<Double>> points) {
        return points == null ? List.of() : points.stream().map(List::copyOf).toList();
    }

    /** Polygons as they are, in lists of their own; empty for null. */
    static List<List<List<Double>>> copies(List<List<List<Double>>> polygons) {
        return polygons == null ? List.of() : polygons.stream().map(Shapes::copy).toList();
    }
}
