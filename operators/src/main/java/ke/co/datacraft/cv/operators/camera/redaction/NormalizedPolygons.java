package ke.co.datacraft.cv.operators.camera.redaction;

import java.util.List;

/** Polygons of definitions as arrays. */
public final class NormalizedPolygons {

    private NormalizedPolygons() {}

    /**
     * Each as {@code x0, y0, …}.
     *
     * @param polygons of points {@code [x, y]}
     */
    public static List<double[]> flat(List<List<List<Double>>> polygons) {
        return polygons.stream()
                .map(
                        polygon ->
                                polygon.stream()
                                        .flatMap(List::stream)
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                .toList();
    }
}
