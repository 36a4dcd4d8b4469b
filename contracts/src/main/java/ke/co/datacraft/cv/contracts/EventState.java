package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;

/**
 * How an event stands at one moment.
 *
 * @param time capture time of the moment
 * @param confidence confidence of the object at it, 0 to 1, or null
 * @param topConfidence highest so far, 0 to 1, or null
 * @param bbox box of the object, {@code [x, y, width, height]} in pixels, or null
 * @param image size of the frame that the box is in, or null
 * @param currentZones ids of the zones it is in; never null
 * @param enteredZones ids of the zones it has been in, in order; never null
 * @param stationary whether it does not move, or null
 * @param direction way in which a line was crossed, or null
 * @param speedKmh kilometres per hour where the zone is calibrated, or null
 * @param seconds how long the event has lasted
 * @param count objects in the zone, or null
 * @param path way of the object, {@code [x, y, seconds since the start]} with normalised points;
 *     never null
 * @param evidence the frame that shows it best, or null
 */
public record EventState(
        Instant time,
        Double confidence,
        Double topConfidence,
        List<Double> bbox,
        ImageSize image,
        List<String> currentZones,
        List<String> enteredZones,
        Boolean stationary,
        CrossingDirection direction,
        Double speedKmh,
        Double seconds,
        Integer count,
        List<List<Double>> path,
        FrameEvidence evidence) {

    /** Fills in the defaults. */
    public EventState {
        bbox = bbox == null ? null : List.copyOf(bbox);
        currentZones = currentZones == null ? List.of() : List.copyOf(currentZones);
        enteredZones = enteredZones == null ? List.of() : List.copyOf(enteredZones);
        path = path == null ? List.of() : Shapes.copy(path);
    }
}
