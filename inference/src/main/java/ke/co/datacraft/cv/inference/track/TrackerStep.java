package ke.co.datacraft.cv.inference.track;

import java.util.List;

/**
 * What one frame did to the tracks of a source.
 *
 * @param observed the objects of confirmed tracks that were detected in the frame, by track id
 * @param ended ids of confirmed tracks that are gone for good, in order; they never come back
 */
public record TrackerStep(List<TrackedObject> observed, List<Long> ended) {

    /** Keeps unchangeable copies. */
    public TrackerStep {
        observed = List.copyOf(observed);
        ended = List.copyOf(ended);
    }
}
