package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;
import ke.co.datacraft.cv.operators.analytics.SceneOptions;
import ke.co.datacraft.cv.operators.analytics.WindowOptions;

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
 * @param maxTracks objects of a source that are followed at once, at least 1
 * @param scene when objects make events, beside what {@code tracking} says
 * @param windows how counts are kept, beside {@code emit}
 * @param livePause least time between two frames of a source whose tracks are shown live, zero to
 *     show none
 */
public record SourceAnalyticsSettings(
        Duration lateness,
        boolean lateToDeadLetters,
        int maxBufferedFrames,
        int setBackFrames,
        Duration idle,
        Duration emit,
        TrackingDefaults tracking,
        int maxTracks,
        SceneOptions scene,
        WindowOptions windows,
        Duration livePause)
        implements Serializable {

    /** Objects that are followed at once, unless the installation says otherwise. */
    public static final int MAX_TRACKS = 1000;

    /** Settings with the limits that hold unless the installation says otherwise. */
    public SourceAnalyticsSettings(
            Duration lateness,
            boolean lateToDeadLetters,
            int maxBufferedFrames,
            int setBackFrames,
            Duration idle,
            Duration emit,
            TrackingDefaults tracking) {
        this(
                lateness,
                lateToDeadLetters,
                maxBufferedFrames,
                setBackFrames,
                idle,
                emit,
                tracking,
                MAX_TRACKS,
                SceneOptions.DEFAULT,
                WindowOptions.DEFAULT,
                Duration.ZERO);
    }

    /** The same with tracks shown live. */
    public SourceAnalyticsSettings withLivePause(Duration pause) {
        return new SourceAnalyticsSettings(
                lateness,
                lateToDeadLetters,
                maxBufferedFrames,
                setBackFrames,
                idle,
                emit,
                tracking,
                maxTracks,
                scene,
                windows,
                pause);
    }

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
