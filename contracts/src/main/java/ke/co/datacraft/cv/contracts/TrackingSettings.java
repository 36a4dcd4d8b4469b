package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Which objects are followed, and when they are sure enough to make events; what is null is decided
 * by the installation.
 *
 * @param labels classes that are followed; all when empty, never null
 * @param minConfidence least confidence of a detection that counts, 0 to 1, or null
 * @param eventConfidence median confidence from which an object makes events, 0 to 1, or null
 * @param eventFrames frames in which an object must be seen before it makes events, or null
 * @param lostSeconds absence after which an object is gone, or null
 */
public record TrackingSettings(
        List<String> labels,
        Double minConfidence,
        Double eventConfidence,
        Integer eventFrames,
        Double lostSeconds) {

    /** Fills in the defaults. */
    public TrackingSettings {
        labels = labels == null ? List.of() : List.copyOf(labels);
    }
}
