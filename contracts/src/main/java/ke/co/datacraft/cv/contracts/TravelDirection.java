package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * The way in which objects of a zone should move; against it is the wrong way.
 *
 * @param from a normalised point
 * @param to the normalised point towards which they should move
 * @param toleranceDegrees deviation that is still right, above 0 and below 180; 90 when absent
 */
public record TravelDirection(List<Double> from, List<Double> to, Double toleranceDegrees) {

    /** Fills in the defaults. */
    public TravelDirection {
        from = from == null ? null : List.copyOf(from);
        to = to == null ? null : List.copyOf(to);
        toleranceDegrees = toleranceDegrees == null ? 90 : toleranceDegrees;
    }
}
