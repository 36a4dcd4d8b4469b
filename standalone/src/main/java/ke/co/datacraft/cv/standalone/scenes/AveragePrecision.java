package ke.co.datacraft.cv.standalone.scenes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Average precision of one class: mean of the interpolated precision at recall 0, 0.01 ... 1, as
 * COCO's evaluation has it (cocodataset.org, "Detection evaluation").
 */
public final class AveragePrecision {

    private static final int POINTS = 101;

    private final List<Finding> findings = new ArrayList<>();
    private int truths;

    private record Finding(float confidence, boolean hit) {}

    /** Counts objects that are to be found. */
    public void addTruths(int count) {
        truths += count;
    }

    /**
     * Counts a detection.
     *
     * @param hit whether it found an object that no better one had found
     */
    public void addDetection(float confidence, boolean hit) {
        findings.add(new Finding(confidence, hit));
    }

    /** Objects to be found. */
    public int truths() {
        return truths;
    }

    /** Share of the objects that were found by detections of at least this confidence, 0..1. */
    public double recall(float confidence) {
        long hits =
                findings.stream()
                        .filter(finding -> finding.hit() && finding.confidence() >= confidence)
                        .count();
        return truths == 0 ? Double.NaN : (double) hits / truths;
    }

    /** Share of the detections of at least this confidence that were right, 0..1. */
    public double precision(float confidence) {
        List<Finding> kept =
                findings.stream().filter(finding -> finding.confidence() >= confidence).toList();
        long hits = kept.stream().filter(Finding::hit).count();
        return kept.isEmpty() ? Double.NaN : (double) hits / kept.size();
    }

    /** 0..1; not a number when there was nothing to find. */
    public double value() {
        if (truths == 0) {
            return Double.NaN;
        }
        findings.sort(Comparator.comparing(Finding::confidence).reversed());
        double[] precision = new double[findings.size()];
        double[] recall = new double[findings.size()];
        int hits = 0;
        for (int i = 0; i < precision.length; i++) {
            hits += findings.get(i).hit() ? 1 : 0;
            precision[i] = (double) hits / (i + 1);
            recall[i] = (double) hits / truths;
        }
        for (int i = precision.length - 2; i >= 0; i--) {
            precision[i] = Math.max(precision[i], precision[i + 1]);
        }
        double sum = 0;
        int at = 0;
        for (int point = 0; point < POINTS; point++) {
            double wanted = (double) point / (POINTS - 1);
            while (at < recall.length && recall[at] < wanted) {
                at++;
            }
            sum += at < precision.length ? precision[at] : 0;
        }
        return sum / POINTS;
    }
}
