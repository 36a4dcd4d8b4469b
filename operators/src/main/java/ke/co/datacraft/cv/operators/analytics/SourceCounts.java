package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many objects are in a source's picture.
 *
 * @param tenantId owner
 * @param sourceId the source
 * @param time capture time of the frame
 * @param byLabel objects by class; a class of which there are none any more has 0
 * @param gone whether the source is no more: nothing is to be kept of these classes
 */
public record SourceCounts(
        String tenantId,
        String sourceId,
        Instant time,
        Map<String, Integer> byLabel,
        boolean gone) {

    /** Keeps an unchangeable copy, in the order of the classes. */
    public SourceCounts {
        byLabel = Collections.unmodifiableMap(new TreeMap<>(byLabel));
    }
}
