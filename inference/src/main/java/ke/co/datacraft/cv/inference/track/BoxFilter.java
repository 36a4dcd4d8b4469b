package ke.co.datacraft.cv.inference.track;

/**
 * Kalman filter of a box with constant velocity: centre, aspect ratio and height, as in SORT and
 * ByteTrack. Noise is proportional to the height and never couples two of the four, so the usual
 * filter of eight dimensions is four filters of two, without a matrix.
 *
 * <p>A state is {@link #SIZE} numbers: for each of x, y, aspect ratio and height its value, its
 * velocity per frame, and the variances of value, of both, and of velocity.
 */
final class BoxFilter {

    /** Numbers of one state. */
    static final int SIZE = 20;

    /** Numbers of one dimension. */
    static final int STRIDE = 5;

    /** Where the aspect ratio begins. */
    static final int ASPECT = 2 * STRIDE;

    /** Where the height begins. */
    static final int HEIGHT = 3 * STRIDE;

    private static final double POSITION = 1.0 / 20;
    private static final double VELOCITY = 1.0 / 160;
    private static final double ASPECT_START = 1e-2;
    private static final double ASPECT_NOISE = 1e-2;
    private static final double ASPECT_VELOCITY = 1e-5;
    private static final double ASPECT_MEASURED = 1e-1;

    private BoxFilter() {}

    /** Begins at a box. */
    static void begin(double[] state, double[] box) {
        double height = box[3];
        for (int dimension = 0; dimension < 4; dimension++) {
            boolean aspect = dimension == 2;
            int at = dimension * STRIDE;
            state[at] = box[dimension];
            state[at + 1] = 0;
            state[at + 2] = square(aspect ? ASPECT_START : 2 * POSITION * height);
            state[at + 3] = 0;
            state[at + 4] = square(aspect ? ASPECT_VELOCITY : 10 * VELOCITY * height);
        }
    }

    /**
     * Goes on in time.
     *
     * @param frames how far, in usual frames; noise grows in proportion
     */
    static void predict(double[] state, double frames) {
        double height = state[HEIGHT];
        double position = square(POSITION * height) * frames;
        double velocity = square(VELOCITY * height) * frames;
        for (int at = 0; at < SIZE; at += STRIDE) {
            boolean aspect = at == ASPECT;
            double both = state[at + 3];
            double fast = state[at + 4];
            state[at] += frames * state[at + 1];
            state[at + 2] +=
                    frames * (2 * both + frames * fast)
                            + (aspect ? square(ASPECT_NOISE) * frames : position);
            state[at + 3] = both + frames * fast;
            state[at + 4] = fast + (aspect ? square(ASPECT_VELOCITY) * frames : velocity);
        }
    }

    /** Takes a measured box in. */
    static void update(double[] state, double[] box) {
        double measured = square(POSITION * state[HEIGHT]);
        for (int dimension = 0; dimension < 4; dimension++) {
            int at = dimension * STRIDE;
            double noise = dimension == 2 ? square(ASPECT_MEASURED) : measured;
            double spread = state[at + 2] + noise;
            double gain = state[at + 2] / spread;
            double fastGain = state[at + 3] / spread;
            double surprise = box[dimension] - state[at];
            state[at] += gain * surprise;
            state[at + 1] += fastGain * surprise;
            state[at + 4] -= fastGain * state[at + 3];
            state[at + 3] -= gain * state[at + 3];
            state[at + 2] -= gain * state[at + 2];
        }
    }

    private static double square(double value) {
        return value * value;
    }
}
