package ke.co.datacraft.cv.inference.opencv;

import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * Four corners of a turned rectangle in continuous pixel coordinates, clockwise from the one where
 * its text begins: top left, top right, bottom right, bottom left.
 *
 * @param x four horizontal positions
 * @param y four vertical positions
 */
public record Quadrilateral(float[] x, float[] y) {

    /** Length of the text's line: the longer of top and bottom edge. */
    public float length() {
        return Math.max(edge(0, 1), edge(3, 2));
    }

    /** Height of the text's line: the longer of left and right edge. */
    public float height() {
        return Math.max(edge(0, 3), edge(1, 2));
    }

    private float edge(int from, int to) {
        return (float) Math.hypot(x[to] - x[from], y[to] - y[from]);
    }

    /** The same with each coordinate multiplied. */
    public Quadrilateral scaled(float horizontal, float vertical) {
        float[] scaledX = new float[4];
        float[] scaledY = new float[4];
        for (int corner = 0; corner < 4; corner++) {
            scaledX[corner] = x[corner] * horizontal;
            scaledY[corner] = y[corner] * vertical;
        }
        return new Quadrilateral(scaledX, scaledY);
    }

    /** The same read from the opposite corner. */
    public Quadrilateral turnedAround() {
        return new Quadrilateral(
                new float[] {x[2], x[3], x[0], x[1]}, new float[] {y[2], y[3], y[0], y[1]});
    }

    /** The same read from the next corner counter-clockwise, for text that runs upwards. */
    public Quadrilateral turnedLeft() {
        return new Quadrilateral(
                new float[] {x[3], x[0], x[1], x[2]}, new float[] {y[3], y[0], y[1], y[2]});
    }

    /**
     * The part between two places along the text.
     *
     * @param from 0 (its begin) to 1 (its end)
     * @param to likewise, not less
     */
    public Quadrilateral part(float from, float to) {
        return new Quadrilateral(
                new float[] {
                    between(x[0], x[1], from),
                    between(x[0], x[1], to),
                    between(x[3], x[2], to),
                    between(x[3], x[2], from)
                },
                new float[] {
                    between(y[0], y[1], from),
                    between(y[0], y[1], to),
                    between(y[3], y[2], to),
                    between(y[3], y[2], from)
                });
    }

    private static float between(float begin, float end, float share) {
        return begin + (end - begin) * share;
    }

    /**
     * The upright box around it, clipped to a picture.
     *
     * @param width of the picture
     * @param height of the picture
     */
    public BoundingBox bounds(int width, int height) {
        float left = Math.max(0, min(x));
        float top = Math.max(0, min(y));
        float right = Math.min(width, -min(negated(x)));
        float bottom = Math.min(height, -min(negated(y)));
        return new BoundingBox(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    private static float min(float[] values) {
        return Math.min(Math.min(values[0], values[1]), Math.min(values[2], values[3]));
    }

    private static float[] negated(float[] values) {
        return new float[] {-values[0], -values[1], -values[2], -values[3]};
    }
}
