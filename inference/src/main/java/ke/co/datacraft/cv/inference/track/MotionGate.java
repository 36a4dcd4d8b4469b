package ke.co.datacraft.cv.inference.track;

import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * Whether a box can be that of a tracked object at all. What passes before an object, or the edge
 * of the picture, moves one of two opposite edges of its box; only what moves itself, or is another
 * object, moves both the same way. So what counts is the shift that both edges share, from where
 * the object is expected: little of it across its way, more along it, since it may have braked or
 * set off, and more the longer it was not seen.
 *
 * <p>Sizes are sides of a square as large as the object's box.
 */
final class MotionGate {

    /** Shift across an object's way, in sizes, and what a second adds to it. */
    private static final double ACROSS = 0.15;

    private static final double ACROSS_PER_SECOND = 0.3;

    /** The same along its way, and in all directions for one that hardly moves. */
    private static final double ALONG = 0.3;

    private static final double ALONG_PER_SECOND = 2;

    /** It is never more, in sizes. */
    private static final double MOST = 1.5;

    /** Sizes per second below which a way has no direction. */
    private static final double SLOW = 0.25;

    /** Absence in seconds after which only overlap tells where an object is found again. */
    private static final double LONGEST = 2;

    /** Parts of a hidden way that are looked at. */
    private static final int PARTS = 8;

    /** Least product of the ratios of both widths and both heights of one that is found again. */
    private static final double LEAST_SHAPE = 0.45;

    /** What of an object may be within the picture when it counts as gone. */
    private static final double LEFT_OVER = 0.25;

    /**
     * A box at the picture's edge moves at half of its object's speed and grows smaller: by this
     * its other edge is faster than its middle, at the least.
     */
    private static final double FREE_EDGE = 1.5;

    private double along;
    private double across;
    private double directionX;
    private double directionY;

    /**
     * Whether the box is near enough to where the track is expected.
     *
     * @param seconds since the track was seen
     * @param unit seconds of the filter's unit of time
     */
    boolean admits(Track track, BoundingBox box, double seconds, double unit) {
        double[] filter = track.filter;
        double height = filter[BoxFilter.HEIGHT];
        double width = filter[BoxFilter.ASPECT] * height;
        limit(track, Math.sqrt(Math.max(0, width * height)), seconds, unit);
        return distance(
                        shift(filter[0] - width / 2, width, box.x(), box.width()),
                        shift(filter[BoxFilter.STRIDE] - height / 2, height, box.y(), box.height()))
                <= 1;
    }

    /**
     * How well a box suits an object that was hidden. It may have gone on, stopped or set off, so
     * all of the way is looked at from where it was seen last to where it would be by now; the
     * first of these ends is that of observation-centric recovery (Cao et al., "Observation-Centric
     * SORT", CVPR 2023).
     *
     * @param seconds since the track was seen
     * @param unit seconds of the filter's unit of time
     * @return 1 where nothing speaks against it, 0 where it cannot be
     */
    double likeness(Track track, BoundingBox box, double seconds, double unit) {
        double height = track.observed[3];
        double width = track.observed[2] * height;
        double shape = ratio(width, box.width()) * ratio(height, box.height());
        if (shape < LEAST_SHAPE || seconds > LONGEST) {
            return 0;
        }
        limit(track, Math.sqrt(width * height), seconds, unit);
        double left = track.observed[0] - width / 2;
        double top = track.observed[1] - height / 2;
        double wayX = (track.filter[0] - track.observed[0]) / PARTS;
        double wayY = (track.filter[BoxFilter.STRIDE] - track.observed[1]) / PARTS;
        double nearest = 1;
        for (int part = 0; part <= PARTS; part++) {
            double x = shift(left + part * wayX, width, box.x(), box.width());
            double y = shift(top + part * wayY, height, box.y(), box.height());
            nearest = Math.min(nearest, distance(x, y));
        }
        return shape * (1 - nearest);
    }

    /**
     * Whether an object that was seen at the picture's edge must be beyond it by now.
     *
     * @param width of the picture
     * @param height of the picture
     */
    static boolean hasLeft(Track track, int width, int height) {
        double tall = track.observed[3];
        double wide = track.observed[2] * tall;
        double x = track.observed[0];
        double y = track.observed[1];
        return isBeyond(x, wide, track.filter[0] - x, width)
                || isBeyond(y, tall, track.filter[BoxFilter.STRIDE] - y, height);
    }

    private static boolean isBeyond(double middle, double length, double moved, double end) {
        double first = middle - length / 2;
        double last = middle + length / 2;
        return first <= 1 && last + FREE_EDGE * moved < LEFT_OVER * length
                || last >= end - 1 && first + FREE_EDGE * moved > end - LEFT_OVER * length;
    }

    private void limit(Track track, double size, double seconds, double unit) {
        double speedX = track.filter[1];
        double speedY = track.filter[BoxFilter.STRIDE + 1];
        double speed = Math.hypot(speedX, speedY);
        along = Math.max(1e-9, size * Math.min(MOST, ALONG + ALONG_PER_SECOND * seconds));
        if (speed < SLOW * size * unit || speed == 0) {
            across = along;
            directionX = 1;
            directionY = 0;
        } else {
            across = Math.max(1e-9, size * Math.min(MOST, ACROSS + ACROSS_PER_SECOND * seconds));
            directionX = speedX / speed;
            directionY = speedY / speed;
        }
    }

    /** In limits: up to 1 is near enough. */
    private double distance(double x, double y) {
        return Math.hypot(
                (x * directionX + y * directionY) / along,
                (x * directionY - y * directionX) / across);
    }

    /** How far both ends of a span moved the same way. */
    private static double shift(double from, double length, double to, double newLength) {
        double first = to - from;
        double last = to + newLength - from - length;
        if (first > 0 != last > 0) {
            return 0;
        }
        return Math.abs(first) < Math.abs(last) ? first : last;
    }

    private static double ratio(double one, double other) {
        double larger = Math.max(one, other);
        return larger <= 0 ? 0 : Math.min(one, other) / larger;
    }
}
