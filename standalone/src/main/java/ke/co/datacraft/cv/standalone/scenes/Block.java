package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;

/** A body with six sides whose top may be shorter and narrower than its floor. */
final class Block {

    private final Point[] floor;
    private final Point[] top;

    /** Extent ahead (rear to front) and to either side at one height. */
    record Level(double rear, double front, double halfWidth, double height) {}

    /** Its visible sides. */
    enum Side {
        FRONT,
        REAR,
        LEFT,
        RIGHT,
        TOP
    }

    Block(Placement placement, Level floor, Level top) {
        this.floor = corners(placement, floor);
        this.top = corners(placement, top);
    }

    /** Rear left, rear right, front right, front left. */
    private static Point[] corners(Placement placement, Level level) {
        return new Point[] {
            placement.at(level.rear(), level.halfWidth(), level.height()),
            placement.at(level.rear(), -level.halfWidth(), level.height()),
            placement.at(level.front(), -level.halfWidth(), level.height()),
            placement.at(level.front(), level.halfWidth(), level.height())
        };
    }

    /** A side; across from left to right and up, as seen from outside. */
    Face side(Side side) {
        return switch (side) {
            case FRONT -> new Face(floor[2], floor[3], top[3], top[2]);
            case REAR -> new Face(floor[0], floor[1], top[1], top[0]);
            case LEFT -> new Face(floor[3], floor[0], top[0], top[3]);
            case RIGHT -> new Face(floor[1], floor[2], top[2], top[1]);
            case TOP -> new Face(top[0], top[1], top[2], top[3]);
        };
    }

    /** Draws all sides that the camera sees, in one paint. */
    void draw(Brush brush, Color paint) {
        for (Side side : Side.values()) {
            side(side).draw(brush, paint);
        }
    }
}
