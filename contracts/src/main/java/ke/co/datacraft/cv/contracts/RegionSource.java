package ke.co.datacraft.cv.contracts;

import java.io.Serializable;
import java.util.List;

/**
 * Where the crops of a chained task come from: what an earlier step of the same request found.
 *
 * @param step name of the earlier step; it must find things with boxes
 * @param labels classes to take, or an empty list for all
 * @param padding share of the box's width and height that is added on each side, 0 to 1; 0 when
 *     absent
 * @param maxRegions most crops per image, best first, 1 to 1000; {@link #DEFAULT_MAX_REGIONS} when
 *     absent
 */
public record RegionSource(String step, List<String> labels, Double padding, Integer maxRegions)
        implements Serializable {

    /** Crops per image unless the request says otherwise. */
    public static final int DEFAULT_MAX_REGIONS = 50;

    /** Fills in the defaults. */
    public RegionSource {
        labels = labels == null ? List.of() : List.copyOf(labels);
        padding = padding == null ? 0 : padding;
        maxRegions = maxRegions == null ? DEFAULT_MAX_REGIONS : maxRegions;
    }

    /** Everything that the step found, without padding. */
    public static RegionSource of(String step) {
        return new RegionSource(step, null, null, null);
    }
}
