package ke.co.datacraft.cv.inference.model;

/**
 * Limits on what a model finds; null stands for the default of its decoder family, which is in
 * parentheses for detectors.
 *
 * @param confidence least confidence, 0..1 (0.25)
 * @param iou intersection over union, 0..1, above which the lesser of two boxes of a class goes
 *     (0.45)
 * @param maxDetections most results per image, 1 to {@link #MAX_DETECTIONS} (300); of a classifier,
 *     most classes
 */
public record Thresholds(Double confidence, Double iou, Integer maxDetections) {

    /** Most results per image that may be asked for. */
    public static final int MAX_DETECTIONS = 10_000;

    /** The defaults of detectors. */
    public static final Thresholds DEFAULT = new Thresholds(0.25, 0.45, 300);

    /** Leaves everything to the decoder family. */
    static final Thresholds OPEN = new Thresholds(null, null, null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming field, value and cure
     */
    public Thresholds {
        requireShare("thresholds.confidence", confidence);
        requireShare("thresholds.iou", iou);
        if (maxDetections != null && (maxDetections < 1 || maxDetections > MAX_DETECTIONS)) {
            throw new IllegalArgumentException(
                    "thresholds.max_detections is "
                            + maxDetections
                            + "; give 1 to "
                            + MAX_DETECTIONS);
        }
    }

    private static void requireShare(String field, Double value) {
        if (value != null && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " is " + value + "; give a number of 0..1");
        }
    }

    /** These limits, and the other's where these are open. */
    Thresholds orElse(Thresholds other) {
        return new Thresholds(
                confidence == null ? other.confidence : confidence,
                iou == null ? other.iou : iou,
                maxDetections == null ? other.maxDetections : maxDetections);
    }
}
