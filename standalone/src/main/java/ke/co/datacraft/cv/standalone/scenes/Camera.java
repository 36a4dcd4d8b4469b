package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** A pinhole camera that does not move. */
final class Camera {

    /** What comes nearer than this, in metres before the camera, is cut off. */
    private static final double NEAR = 0.5;

    private final Point position;
    private final Point right;
    private final Point up;
    private final Point forward;
    private final double focalLength;
    private final int width;
    private final int height;

    /** A point as it is seen: pixels from the top left corner, and metres along the axis. */
    record Seen(double x, double y, double depth) {}

    /**
     * @param yaw radians from north towards east
     * @param pitch radians below the horizon
     * @param focalLength in pixels
     * @param width of the frame in pixels
     * @param height of the frame in pixels
     */
    Camera(Point position, double yaw, double pitch, double focalLength, int width, int height) {
        this.position = position;
        this.focalLength = focalLength;
        this.width = width;
        this.height = height;
        this.right = new Point(Math.cos(yaw), -Math.sin(yaw), 0);
        this.forward =
                new Point(
                        Math.sin(yaw) * Math.cos(pitch),
                        Math.cos(yaw) * Math.cos(pitch),
                        -Math.sin(pitch));
        this.up = right.cross(forward);
    }

    Point position() {
        return position;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Row of the horizon, in pixels from the top. */
    double horizon() {
        return height / 2.0 + focalLength * forward.z() / Math.hypot(forward.x(), forward.y());
    }

    /** Metres before the camera, along its axis. */
    double depth(Point point) {
        return point.minus(position).dot(forward);
    }

    /** Whether the camera can draw what reaches to this point. */
    boolean isBefore(Point point) {
        return depth(point) > NEAR;
    }

    /** Where a point is seen; only for one before the camera. */
    Seen see(Point point) {
        Point ray = point.minus(position);
        double depth = ray.dot(forward);
        return new Seen(
                width / 2.0 + focalLength * ray.dot(right) / depth,
                height / 2.0 - focalLength * ray.dot(up) / depth,
                depth);
    }

    /** Unit vector from the camera through a place of the frame. */
    Point ray(double column, double row) {
        double across = (column - width / 2.0) / focalLength;
        double above = (height / 2.0 - row) / focalLength;
        return forward.plus(right.times(across)).plus(up.times(above)).unit();
    }

    /** Pixels that a length across the line of sight takes. */
    double pixels(double metres, double depth) {
        return metres * focalLength / depth;
    }

    /** A polygon as it is seen, cut at the near plane; null when nothing is before the camera. */
    Path2D outline(Point... polygon) {
        List<Point> kept = cut(polygon);
        if (kept.size() < 3) {
            return null;
        }
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, kept.size() + 1);
        for (Point point : kept) {
            Seen seen = see(point);
            if (path.getCurrentPoint() == null) {
                path.moveTo(seen.x(), seen.y());
            } else {
                path.lineTo(seen.x(), seen.y());
            }
        }
        path.closePath();
        return path;
    }

    /** Sutherland and Hodgman's clipping (1974) at one plane. */
    private List<Point> cut(Point... polygon) {
        List<Point> kept = new ArrayList<>(polygon.length + 1);
        Point previous = polygon[polygon.length - 1];
        double before = depth(previous) - NEAR;
        for (Point point : polygon) {
            double distance = depth(point) - NEAR;
            if (distance > 0 != before > 0) {
                kept.add(previous.toward(point, before / (before - distance)));
            }
            if (distance > 0) {
                kept.add(point);
            }
            previous = point;
            before = distance;
        }
        return kept;
    }
}
