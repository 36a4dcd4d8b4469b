package ke.co.datacraft.cv.inference.model;

/**
 * Limits on what a model finds; null stands for the default.
 *
 * @param confidence least confidence, 0..1; 0.25 by default
 * @param iou intersection over union, 0..1, above which the lesser of two boxes of a class goes;
 *     0.45 by default
 * @param maxDetections most results per image, 1 to {@link #MAX_DETECTIONS}; 300 by default
 */
public record Thresholds(Double confidence, Double iou, Integer maxDetections) {

    /** Most results per image that may be asked for. */
    public static final int MAX_DETECTIONS = 10_000;

    /** The defaults. */
    public static final Thresholds DEFAULT = new Thresholds(0.25, 0.45, 300);

    /**
     * Fills in defaults and checks the ranges.
     *
     * @throws IllegalArgumentException naming field, value and cure
     */
    public Thresholds {
        confidence = confidence == null ? 0.25 : confidence;
        iou = iou == null ? 0.45 : iou;
        maxDetections = maxDetections == null ? 300 : maxDetections;
        requireShare("thresholds.confidence", confidence);
        requireShare("thresholds.iou", iou);
        if (maxDetections < 1 || maxDetections > MAX_DETECTIONS) {
            throw new IllegalArgumentException(
                    "thresholds.max_detections is "
                            + maxDetections
                            + "; give 1 to "
                            + MAX_DETECTIONS);
        }
    }

    private static void requireShare(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " is " + value + "; give a number of 0..1");
        }
    }
}
