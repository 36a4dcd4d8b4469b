package ke.co.datacraft.cv.inference.geometry;

/**
 * A line from a first point to a second.
 *
 * @param startX first point
 * @param startY first point
 * @param endX second point, another than the first
 * @param endY second point
 */
public record DirectedLine(double startX, double startY, double endX, double endY) {

    /**
     * Rejects a line that is a point.
     *
     * @throws IllegalArgumentException when both points are the same
     */
    public DirectedLine {
        if (startX == endX && startY == endY) {
            throw new IllegalArgumentException(
                    "A line from (" + startX + ", " + startY + ") to itself: give two points");
        }
    }

    /** Its length. */
    public double length() {
        return Math.hypot(endX - startX, endY - startY);
    }

    /**
     * How far a point is from the line without its ends.
     *
     * @return below 0 on its left, above 0 on its right, seen from its first point to its second
     */
    public double distance(double x, double y) {
        return ((endX - startX) * (y - startY) - (endY - startY) * (x - startX)) / length();
    }

    /**
     * Where a way from one point to another, on its other side, passes the line.
     *
     * @param fromDistance {@link #distance} of the first point
     * @param toDistance {@link #distance} of the second point, of the other sign or 0
     * @return 0 at the line's first point, 1 at its second; less or more where the way passes
     *     beside it
     */
    public double passedAt(
            double fromX,
            double fromY,
            double fromDistance,
            double toX,
            double toY,
            double toDistance) {
        double span = fromDistance - toDistance;
        double share = span == 0 ? 1 : fromDistance / span;
        double x = fromX + share * (toX - fromX);
        double y = fromY + share * (toY - fromY);
        double length = length();
        return ((x - startX) * (endX - startX) + (y - startY) * (endY - startY))
                / (length * length);
    }
}
