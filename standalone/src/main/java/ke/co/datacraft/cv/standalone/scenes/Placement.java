package ke.co.datacraft.cv.standalone.scenes;

/**
 * Where something stands and which way it looks; its own coordinates are ahead, left and up.
 *
 * @param centre of its outline on the ground
 * @param ahead unit vector, level
 */
record Placement(Point centre, Point ahead) {

    /** A place of its own in the world. */
    Point at(double forward, double left, double up) {
        return new Point(
                centre.x() + ahead.x() * forward - ahead.y() * left,
                centre.y() + ahead.y() * forward + ahead.x() * left,
                centre.z() + up);
    }

    /** Its left-hand side as a direction. */
    Point left() {
        return new Point(-ahead.y(), ahead.x(), 0);
    }

    /** Whether a place is on its left. */
    boolean hasOnLeft(Point place) {
        return place.minus(centre).dot(left()) > 0;
    }

    /** How far ahead of it a place is; negative behind. */
    double forwardTo(Point place) {
        return place.minus(centre).dot(ahead);
    }
}
