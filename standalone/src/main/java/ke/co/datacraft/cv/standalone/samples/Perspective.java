package ke.co.datacraft.cv.standalone.samples;

import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;

/**
 * The projective map of a rectangle to a quadrilateral (P. Heckbert, "Fundamentals of Texture
 * Mapping and Image Warping", 1989, section 2.2.3).
 */
final class Perspective {

    private static final double FLATNESS = 0.1;

    private final double width;
    private final double height;
    private final double[] map;

    /**
     * @param width of the rectangle, which begins at 0, 0
     * @param height of the rectangle
     * @param corners x and y of the images of its corners: top left, top right, bottom right,
     *     bottom left
     */
    Perspective(double width, double height, double... corners) {
        this.width = width;
        this.height = height;
        this.map = unitSquareTo(corners);
    }

    /** A shape in the rectangle as it is seen in the quadrilateral; curves become short lines. */
    Shape apply(Shape shape) {
        Path2D seen = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double[] point = new double[6];
        for (PathIterator path = shape.getPathIterator(null, FLATNESS);
                !path.isDone();
                path.next()) {
            int segment = path.currentSegment(point);
            if (segment == PathIterator.SEG_CLOSE) {
                seen.closePath();
                continue;
            }
            double u = point[0] / width;
            double v = point[1] / height;
            double w = map[6] * u + map[7] * v + 1;
            double x = (map[0] * u + map[1] * v + map[2]) / w;
            double y = (map[3] * u + map[4] * v + map[5]) / w;
            if (segment == PathIterator.SEG_MOVETO) {
                seen.moveTo(x, y);
            } else {
                seen.lineTo(x, y);
            }
        }
        return seen;
    }

    private static double[] unitSquareTo(double[] c) {
        double dx1 = c[2] - c[4];
        double dx2 = c[6] - c[4];
        double dy1 = c[3] - c[5];
        double dy2 = c[7] - c[5];
        double sumX = c[0] - c[2] + c[4] - c[6];
        double sumY = c[1] - c[3] + c[5] - c[7];
        double determinant = dx1 * dy2 - dx2 * dy1;
        double g = (sumX * dy2 - dx2 * sumY) / determinant;
        double h = (dx1 * sumY - sumX * dy1) / determinant;
        return new double[] {
            c[2] - c[0] + g * c[2],
            c[6] - c[0] + h * c[6],
            c[0],
            c[3] - c[1] + g * c[3],
            c[7] - c[1] + h * c[7],
            c[1],
            g,
            h
        };
    }
}
