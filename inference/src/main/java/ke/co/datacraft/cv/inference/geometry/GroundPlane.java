package ke.co.datacraft.cv.inference.geometry;

import java.util.Arrays;

/**
 * Points of the picture on the ground, by the homography that four points define (Hartley and
 * Zisserman, "Multiple View Geometry in Computer Vision", 4.1). Both sides are centred and scaled
 * first, as in 4.4: the middle of the four points is never on the horizon, so a horizon through the
 * picture's corner does no harm.
 */
public final class GroundPlane {

    private final Frame image;
    private final Frame ground;
    private final double[] h;

    /**
     * The plane that takes four points of the picture to four of the ground.
     *
     * @param image {@code x0, y0, …} of the picture, the corners of a convex area in order
     * @param ground {@code x0, y0, …} in metres, likewise
     * @throws IllegalArgumentException when the points define no plane
     */
    public GroundPlane(double[] image, double[] ground) {
        if (image.length != 8 || ground.length != 8) {
            throw new IllegalArgumentException("A plane needs four points on either side");
        }
        this.image = Frame.of(image);
        this.ground = Frame.of(ground);
        double[][] equations = new double[8][9];
        for (int point = 0; point < 4; point++) {
            double x = this.image.x(image[2 * point]);
            double y = this.image.y(image[2 * point + 1]);
            double toX = this.ground.x(ground[2 * point]);
            double toY = this.ground.y(ground[2 * point + 1]);
            equations[2 * point] = new double[] {x, y, 1, 0, 0, 0, -x * toX, -y * toX, toX};
            equations[2 * point + 1] = new double[] {0, 0, 0, x, y, 1, -x * toY, -y * toY, toY};
        }
        this.h = solve(equations);
    }

    /**
     * Where a point of the picture is, east of the origin or however the ground was measured.
     *
     * @return metres; not a number for a point on or above the horizon, which is not on the ground
     */
    public double groundX(double x, double y) {
        double fromX = image.x(x);
        double fromY = image.y(y);
        return ground.left + ground.scale * (h[0] * fromX + h[1] * fromY + h[2]) / depth(x, y);
    }

    /** The other coordinate. */
    public double groundY(double x, double y) {
        double fromX = image.x(x);
        double fromY = image.y(y);
        return ground.top + ground.scale * (h[3] * fromX + h[4] * fromY + h[5]) / depth(x, y);
    }

    /** Above 0 on the side of the horizon where the four points are. */
    private double depth(double x, double y) {
        double depth = h[6] * image.x(x) + h[7] * image.y(y) + 1;
        return depth > 0 ? depth : Double.NaN;
    }

    /** Middle and spread of four points. */
    private record Frame(double left, double top, double scale) {

        static Frame of(double[] points) {
            double left = (points[0] + points[2] + points[4] + points[6]) / 4;
            double top = (points[1] + points[3] + points[5] + points[7]) / 4;
            double scale = 0;
            for (int i = 0; i < 8; i += 2) {
                scale = Math.max(scale, Math.hypot(points[i] - left, points[i + 1] - top));
            }
            Frame frame = new Frame(left, top, scale);
            frame.requireConvex(points);
            return frame;
        }

        private void requireConvex(double[] points) {
            double first = 0;
            for (int i = 0; i < 8; i += 2) {
                double turn = turn(points, i, (i + 2) % 8, (i + 4) % 8);
                first = i == 0 ? turn : first;
                if (!(turn * first > 1e-18)) {
                    throw new IllegalArgumentException(
                            "The points "
                                    + Arrays.toString(points)
                                    + " are no corners of a convex area in order: they define no"
                                    + " plane");
                }
            }
        }

        private double turn(double[] points, int a, int b, int c) {
            double alongX = x(points[b]) - x(points[a]);
            double alongY = y(points[b + 1]) - y(points[a + 1]);
            double nextX = x(points[c]) - x(points[b]);
            double nextY = y(points[c + 1]) - y(points[b + 1]);
            return alongX * nextY - alongY * nextX;
        }

        double x(double x) {
            return (x - left) / scale;
        }

        double y(double y) {
            return (y - top) / scale;
        }
    }

    /** Gauss elimination with pivots. */
    private static double[] solve(double[][] rows) {
        int size = rows.length;
        for (int column = 0; column < size; column++) {
            int best = column;
            for (int row = column + 1; row < size; row++) {
                if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) {
                    best = row;
                }
            }
            double[] pivot = rows[best];
            rows[best] = rows[column];
            rows[column] = pivot;
            for (int row = 0; row < size; row++) {
                double factor = row == column ? 0 : rows[row][column] / pivot[column];
                for (int k = column; factor != 0 && k <= size; k++) {
                    rows[row][k] -= factor * pivot[k];
                }
            }
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            solution[i] = rows[i][size] / rows[i][i];
        }
        return solution;
    }
}
