package ke.co.datacraft.cv.standalone.scenes;

/** Traffic lights of a crossing: the east road has green, all wait, the north road has green. */
final class Signals {

    private static final double GREEN = 15;
    private static final double CLEARING = 3;
    private static final double HALF_CYCLE = GREEN + CLEARING;
    private static final double START_WALKING = 9;

    private final double offset;

    /** What a signal shows. */
    enum Aspect {
        GREEN,
        AMBER,
        RED
    }

    /**
     * @param offset seconds into the cycle at time 0
     */
    Signals(double offset) {
        this.offset = offset;
    }

    /** What vehicles of a road see. */
    Aspect aspect(boolean eastRoad, double seconds) {
        double phase = phase(eastRoad, seconds);
        if (phase < GREEN) {
            return Aspect.GREEN;
        }
        return phase < HALF_CYCLE ? Aspect.AMBER : Aspect.RED;
    }

    /** Whether people may set out over a road: its traffic stands, and long enough. */
    boolean mayWalkAcross(boolean eastRoad, double seconds) {
        double phase = phase(eastRoad, seconds) - HALF_CYCLE;
        return phase >= 0 && phase < START_WALKING;
    }

    private double phase(boolean eastRoad, double seconds) {
        double phase = seconds + offset + (eastRoad ? 0 : HALF_CYCLE);
        return phase - 2 * HALF_CYCLE * Math.floor(phase / (2 * HALF_CYCLE));
    }
}
