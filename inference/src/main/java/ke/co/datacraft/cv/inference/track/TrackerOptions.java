package ke.co.datacraft.cv.inference.track;

/**
 * How detections become tracks. The defaults are those of the reference implementation of ByteTrack
 * (Zhang et al., "ByteTrack: Multi-Object Tracking by Associating Every Detection Box", ECCV 2022).
 *
 * @param highConfidence detections from here on are matched first, 0..1
 * @param lowConfidence detections below are not looked at, 0..{@code highConfidence}
 * @param newConfidence least confidence of a detection that begins a track, 0..1
 * @param matchThreshold largest cost, 1 - overlap × confidence, of a first match, 0..1
 * @param secondMatchThreshold largest cost, 1 - overlap, of a match with a low detection, 0..1
 * @param newMatchThreshold largest cost of the match that confirms a track, 0..1
 * @param lostSeconds absence after which a track is gone, above 0
 * @param confirmFrames detections in a row that a track needs to be told of: 1 or 2
 * @param classAware whether detections of another class never continue a track
 * @param observationCentric whether a track that is found again is filtered anew along the straight
 *     way from where it was seen last (observation-centric re-update, Cao et al.,
 *     "Observation-Centric SORT", CVPR 2023)
 * @param frameSeconds usual time between frames, the filter's unit of time; 0 to learn it from the
 *     frames
 * @param minArea detections whose box is smaller are not looked at, in square pixels, 0 and up
 * @param motionGate whether a box that lies too far beside where an object must be is never that
 *     object's, however much it overlaps, and objects that were hidden are looked for along their
 *     way, where no overlap tells
 * @param cameraMotion whether the picture as a whole may move, as that of a camera which shakes or
 *     turns: what most objects are displaced by is then not taken for their own motion
 */
public record TrackerOptions(
        double highConfidence,
        double lowConfidence,
        double newConfidence,
        double matchThreshold,
        double secondMatchThreshold,
        double newMatchThreshold,
        double lostSeconds,
        int confirmFrames,
        boolean classAware,
        boolean observationCentric,
        double frameSeconds,
        double minArea,
        boolean motionGate,
        boolean cameraMotion) {

    /** ByteTrack's own, for 30 frames per second. */
    public static final TrackerOptions DEFAULT =
            new TrackerOptions(0.6, 0.1, 0.7, 0.8, 0.5, 0.7, 1, 2, true, false, 0, 0, false, false);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming field, value and range
     */
    public TrackerOptions {
        share("highConfidence", highConfidence);
        share("lowConfidence", lowConfidence);
        share("newConfidence", newConfidence);
        share("matchThreshold", matchThreshold);
        share("secondMatchThreshold", secondMatchThreshold);
        share("newMatchThreshold", newMatchThreshold);
        require(
                lowConfidence <= highConfidence,
                "lowConfidence",
                lowConfidence,
                "0 to highConfidence");
        require(lostSeconds > 0 && lostSeconds < 1e6, "lostSeconds", lostSeconds, "above 0");
        require(confirmFrames == 1 || confirmFrames == 2, "confirmFrames", confirmFrames, "1 or 2");
        require(frameSeconds >= 0 && frameSeconds < 1e6, "frameSeconds", frameSeconds, "0 and up");
        require(minArea >= 0, "minArea", minArea, "0 and up");
    }

    /** The same with other confidences; a track then begins at the high one. */
    public TrackerOptions withConfidences(double low, double high) {
        return new TrackerOptions(
                high,
                low,
                high,
                matchThreshold,
                secondMatchThreshold,
                newMatchThreshold,
                lostSeconds,
                confirmFrames,
                classAware,
                observationCentric,
                frameSeconds,
                minArea,
                motionGate,
                cameraMotion);
    }

    /** The same with another patience for what is not seen. */
    public TrackerOptions withLostSeconds(double seconds) {
        return new TrackerOptions(
                highConfidence,
                lowConfidence,
                newConfidence,
                matchThreshold,
                secondMatchThreshold,
                newMatchThreshold,
                seconds,
                confirmFrames,
                classAware,
                observationCentric,
                frameSeconds,
                minArea,
                motionGate,
                cameraMotion);
    }

    /** The same with another number of detections before a track is told of. */
    public TrackerOptions withConfirmFrames(int frames) {
        return new TrackerOptions(
                highConfidence,
                lowConfidence,
                newConfidence,
                matchThreshold,
                secondMatchThreshold,
                newMatchThreshold,
                lostSeconds,
                frames,
                classAware,
                observationCentric,
                frameSeconds,
                minArea,
                motionGate,
                cameraMotion);
    }

    /**
     * The same for cameras that stand still and scenes where objects hide each other: with motion
     * gate and observation-centric re-update.
     *
     * @param match largest cost, 1 - overlap × confidence, of a first match, 0..1
     */
    public TrackerOptions withMotionGate(double match) {
        return new TrackerOptions(
                highConfidence,
                lowConfidence,
                newConfidence,
                match,
                secondMatchThreshold,
                newMatchThreshold,
                lostSeconds,
                confirmFrames,
                classAware,
                true,
                frameSeconds,
                minArea,
                true,
                cameraMotion);
    }

    /** The same for a camera that shakes or turns. */
    public TrackerOptions withCameraMotion() {
        return new TrackerOptions(
                highConfidence,
                lowConfidence,
                newConfidence,
                matchThreshold,
                secondMatchThreshold,
                newMatchThreshold,
                lostSeconds,
                confirmFrames,
                classAware,
                observationCentric,
                frameSeconds,
                minArea,
                motionGate,
                true);
    }

    private static void share(String field, double value) {
        require(value >= 0 && value <= 1, field, value, "0 to 1");
    }

    private static void require(boolean holds, String field, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(field + " is " + value + ": give " + range);
        }
    }
}
