package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Which objects a zone looks at.
 *
 * @param labels their classes; all when empty, never null
 * @param minConfidence least confidence, 0 to 1, or null
 * @param minArea least area of the box as a share of the picture, 0 to 1, or null
 * @param maxArea largest area of the box as a share of the picture, 0 to 1, or null
 */
public record ObjectFilter(
        List<String> labels, Double minConfidence, Double minArea, Double maxArea) {

    /** Fills in the defaults. */
    public ObjectFilter {
        labels = labels == null ? List.of() : List.copyOf(labels);
    }
}
