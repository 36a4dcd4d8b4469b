package ke.co.datacraft.cv.inference.geometry;

import java.util.Arrays;

/** An area between three corners or more, concave ones included; its edges belong to it. */
public final class Polygon {

    private static final double ON_EDGE = 1e-9;

    private final double[] xs;
    private final double[] ys;

    /**
     * The area between corners in order, either way round.
     *
     * @param xs 3 or more
     * @param ys as many
     * @throws IllegalArgumentException when there are fewer
     */
    public Polygon(double[] xs, double[] ys) {
        if (xs.length < 3 || xs.length != ys.length) {
            throw new IllegalArgumentException(
                    "A polygon of "
                            + xs.length
                            + " by "
                            + ys.length
                            + " coordinates: give three corners or more");
        }
        this.xs = xs.clone();
        this.ys = ys.clone();
    }

    /**
     * Whether a point is inside or on an edge, by the parity of edges to its right (Shimrat,
     * "Algorithm 112", CACM 5, 1962). Where edges cross each other, what is enclosed twice is
     * outside.
     */
    public boolean contains(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
            if (isOnEdge(x, y, j, i)) {
                return true;
            }
            // Half open in y, so that a vertex belongs to one of its two edges.
            if (ys[i] > y != ys[j] > y
                    && x < (xs[j] - xs[i]) * (y - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
                inside = !inside;
            }
        }
        return inside;
    }

    private boolean isOnEdge(double x, double y, int from, int to) {
        double edgeX = xs[to] - xs[from];
        double edgeY = ys[to] - ys[from];
        double length = Math.hypot(edgeX, edgeY);
        double pointX = x - xs[from];
        double pointY = y - ys[from];
        if (length == 0) {
            return pointX == 0 && pointY == 0;
        }
        double along = edgeX * pointX + edgeY * pointY;
        double across = edgeX * pointY - edgeY * pointX;
        return Math.abs(across) <= ON_EDGE * Math.max(1, length) * Math.max(1, length)
                && along >= 0
                && along <= length * length;
    }

    @Override
    public String toString() {
        return "Polygon" + Arrays.toString(xs) + Arrays.toString(ys);
    }
}
