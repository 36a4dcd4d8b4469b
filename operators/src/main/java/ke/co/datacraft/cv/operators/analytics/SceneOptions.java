package ke.co.datacraft.cv.operators.analytics;

import java.io.Serializable;

/**
 * When objects make events, and how much is kept of them.
 *
 * @param eventConfidence median of the last confidences from which an object counts, 0 to 1
 * @param eventFrames frames in which an object must be seen before it counts, 1 to 1000
 * @param scoreHistory confidences that the median is taken of, 1 to 100
 * @param pendingFrames most observations that are kept of an object that does not count yet; when
 *     it does, they are made good
 * @param maxPathPoints most points of an object's path
 * @param restSeconds rest from which a track is told to be stationary
 * @param updateSeconds least time between two updates that tell of a better frame alone
 * @param betterEvidence how much better a frame must be to be told of, as a factor
 */
public record SceneOptions(
        double eventConfidence,
        int eventFrames,
        int scoreHistory,
        int pendingFrames,
        int maxPathPoints,
        double restSeconds,
        double updateSeconds,
        double betterEvidence)
        implements Serializable {

    /** What holds unless the installation says otherwise. */
    public static final SceneOptions DEFAULT = new SceneOptions(0.5, 3, 15, 50, 60, 10, 5, 1.25);

    /** The same with another gate. */
    public SceneOptions withGate(double confidence, int frames) {
        return new SceneOptions(
                confidence,
                frames,
                scoreHistory,
                Math.max(pendingFrames, frames),
                maxPathPoints,
                restSeconds,
                updateSeconds,
                betterEvidence);
    }
}
