package ke.co.datacraft.cv.standalone.scenes;

import java.util.List;

/**
 * A straight line along which things move.
 *
 * @param start where they come into the scene
 * @param heading unit vector
 * @param length metres to where they leave it
 * @param stops where they may have to wait
 * @param interval mean time between two arrivals, in seconds
 */
record Way(Use use, Point start, Point heading, double length, List<Stop> stops, double interval) {

    /** Who uses it. */
    enum Use {
        VEHICLES,
        BICYCLES,
        FEET
    }

    /**
     * A line to wait at.
     *
     * @param at metres from the start
     * @param eastRoad whose signal rules: vehicles go when that road has green, people on foot when
     *     it has red
     */
    record Stop(double at, boolean eastRoad) {}
}
