package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How results of sources are analysed.
 *
 * @param lateness how long frames are held back, in capture time
 * @param lateToDeadLetters whether frames that come later become dead letters, or are dropped
 * @param maxBufferedFrames frames of a source that are held back, at least 1
 * @param setBackFrames late frames in a row after which a source's clock counts as set back
 * @param idle silence after which everything of a source ends
 * @param emit capture time after which counts of an open window are written again
 * @param tracking what holds unless a source says otherwise
 */
public record SourceAnalyticsSettings(
        Duration lateness,
        boolean lateToDeadLetters,
        int maxBufferedFrames,
        int setBackFrames,
        Duration idle,
        Duration emit,
        TrackingDefaults tracking)
        implements Serializable {

    /**
     * When objects are followed and make events, unless a source says otherwise.
     *
     * @param minConfidence least confidence of a detection that counts, 0 to 1
     * @param eventConfidence median confidence from which an object makes events, 0 to 1
     * @param eventFrames frames in which an object must be seen before it makes events
     * @param lostSeconds absence after which an object is gone
     */
    public record TrackingDefaults(
            double minConfidence, double eventConfidence, int eventFrames, double lostSeconds)
            implements Serializable {}
}
