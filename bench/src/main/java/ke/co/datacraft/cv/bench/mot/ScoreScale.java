package ke.co.datacraft.cv.bench.mot;

import java.util.List;

/** What the scores of a file of detections mean; the format leaves that to the detector. */
public enum ScoreScale {
    /** 0..1, as most detectors give them; -1 for a detection that has none. */
    CONFIDENCES,
    /** Signed distances from a decision, as those of DPM. */
    MARGINS,
    /** Positive numbers of a scale that the file does not tell, as those of ACF. */
    UNKNOWN,
    /** There are none: each is -1 or 0. */
    NONE;

    /** Detectors that compute in single precision overshoot. */
    private static final double ONE = 1.001;

    /**
     * What a unit of a margin is worth: of the boxes of DPM in MOT17 that score 0.1, 0.3, 0.6 and
     * 0.9, some 60, 80, 90 and 96 % are people.
     */
    private static final double STEEPNESS = 3;

    /** The scale of a file's scores. */
    public static ScoreScale of(List<MotRow> rows) {
        if (rows.stream().allMatch(row -> row.score() == -1 || row.score() == 0)) {
            return NONE;
        }
        if (rows.stream().allMatch(row -> row.score() == -1 || isShare(row.score()))) {
            return CONFIDENCES;
        }
        return rows.stream().anyMatch(row -> row.score() < 0) ? MARGINS : UNKNOWN;
    }

    private static boolean isShare(double score) {
        return score >= 0 && score <= ONE;
    }

    /**
     * How sure a score is.
     *
     * @return 0..1; 1 for all scores of a scale that is not known
     */
    public double confidence(double score) {
        return switch (this) {
            case CONFIDENCES -> score == -1 ? 1 : Math.min(1, score);
            case MARGINS -> 1 / (1 + Math.exp(-STEEPNESS * score));
            case UNKNOWN, NONE -> 1;
        };
    }

    /** What is made of them, in words. */
    public String told() {
        return switch (this) {
            case CONFIDENCES -> "scores are confidences";
            case MARGINS -> "scores are margins, taken as confidences 1 / (1 + e^(-3 score))";
            case UNKNOWN -> "scores are of no known scale: all detections count as certain";
            case NONE -> "there are no scores: all detections count as certain";
        };
    }
}
