package ke.co.datacraft.cv.inference.geometry;

/**
 * Points of the picture on the ground, by the homography that four points define (Hartley and
 * Zisserman, "Multiple View Geometry in Computer Vision", 4.1).
 */
public final class GroundPlane {

    private final double[] h;

    /**
     * The plane that takes four points of the picture to four of the ground.
     *
     * @param image {@code x0, y0, …} of the picture, no three on one line
     * @param ground {@code x0, y0, …} in metres, no three on one line
     * @throws IllegalArgumentException when the points define no plane
     */
    public GroundPlane(double[] image, double[] ground) {
        if (image.length != 8 || ground.length != 8) {
            throw new IllegalArgumentException("A plane needs four points on either side");
        }
        double[][] equations = new double[8][9];
        for (int point = 0; point < 4; point++) {
            double x = image[2 * point];
            double y = image[2 * point + 1];
            double toX = ground[2 * point];
            double toY = ground[2 * point + 1];
            equations[2 * point] = new double[] {x, y, 1, 0, 0, 0, -x * toX, -y * toX, toX};
            equations[2 * point + 1] = new double[] {0, 0, 0, x, y, 1, -x * toY, -y * toY, toY};
        }
        this.h = solve(equations);
    }

    /** Where a point of the picture is, east of the origin or however the ground was measured. */
    public double groundX(double x, double y) {
        return (h[0] * x + h[1] * y + h[2]) / (h[6] * x + h[7] * y + 1);
    }

    /** The other coordinate. */
    public double groundY(double x, double y) {
        return (h[3] * x + h[4] * y + h[5]) / (h[6] * x + h[7] * y + 1);
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
            if (Math.abs(rows[best][column]) < 1e-12) {
                throw new IllegalArgumentException(
                        "The four points define no plane: three of them are on one line");
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
