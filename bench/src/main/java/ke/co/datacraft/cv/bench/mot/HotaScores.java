package ke.co.datacraft.cv.bench.mot;

import ke.co.datacraft.cv.inference.track.Assignment;

/**
 * Higher order tracking accuracy (Luiten et al., "HOTA: A Higher Order Metric for Evaluating
 * Multi-Object Tracking", IJCV 2021): means over the overlaps 0.05 to 0.95.
 *
 * @param hota geometric mean of detection and association, 0..1
 * @param detection DetA, 0..1
 * @param association AssA, 0..1
 */
public record HotaScores(double hota, double detection, double association) {

    private static final int THRESHOLDS = 19;
    private static final double STEP = 0.05;

    /** Counts. */
    public static HotaScores of(ScoredSequence sequence) {
        if (sequence.truthBoxes() == 0 || sequence.trackBoxes() == 0) {
            return new HotaScores(0, 0, 0);
        }
        return new Counter(sequence).count();
    }

    private static final class Counter {

        private final ScoredSequence sequence;
        private final int columns;
        private final int[] objectBoxes;
        private final int[] trackBoxes;

        /** By object and track. */
        private final double[] alignment;

        /** By threshold; then by object and track. */
        private final int[][] matches;

        private final int[] found = new int[THRESHOLDS];

        Counter(ScoredSequence sequence) {
            this.sequence = sequence;
            columns = sequence.tracks();
            objectBoxes = new int[sequence.objects()];
            trackBoxes = new int[columns];
            alignment = new double[sequence.objects() * columns];
            matches = new int[THRESHOLDS][alignment.length];
        }

        HotaScores count() {
            sequence.frames().forEach(this::align);
            for (int i = 0; i < alignment.length; i++) {
                alignment[i] /= objectBoxes[i / columns] + trackBoxes[i % columns] - alignment[i];
            }
            Assignment assignment = new Assignment();
            sequence.frames().forEach(frame -> match(frame, assignment));
            double hota = 0;
            double detection = 0;
            double association = 0;
            for (int level = 0; level < THRESHOLDS; level++) {
                double detA =
                        (double) found[level]
                                / (sequence.truthBoxes() + sequence.trackBoxes() - found[level]);
                double assA = association(level);
                hota += Math.sqrt(detA * assA) / THRESHOLDS;
                detection += detA / THRESHOLDS;
                association += assA / THRESHOLDS;
            }
            return new HotaScores(hota, detection, association);
        }

        /** How much each object and each track could have in common, over all frames. */
        private void align(ScoredFrame frame) {
            int rows = frame.truth().length;
            int width = frame.tracks().length;
            double[] ofRow = new double[rows];
            double[] ofColumn = new double[width];
            for (int i = 0; i < rows * width; i++) {
                ofRow[i / width] += frame.overlap()[i];
                ofColumn[i % width] += frame.overlap()[i];
            }
            for (int i = 0; i < rows * width; i++) {
                double overlap = frame.overlap()[i];
                double all = ofRow[i / width] + ofColumn[i % width] - overlap;
                if (all > ScoredSequence.EPSILON) {
                    alignment[at(frame, i)] += overlap / all;
                }
            }
            for (int object : frame.truth()) {
                objectBoxes[object]++;
            }
            for (int track : frame.tracks()) {
                trackBoxes[track]++;
            }
        }

        private void match(ScoredFrame frame, Assignment assignment) {
            int rows = frame.truth().length;
            int width = frame.tracks().length;
            double[] cost = new double[rows * width];
            for (int i = 0; i < cost.length; i++) {
                cost[i] = -alignment[at(frame, i)] * frame.overlap()[i];
            }
            int[] pairs = assignment.solve(cost, rows, width);
            for (int row = 0; row < rows; row++) {
                if (pairs[row] < 0) {
                    continue;
                }
                double overlap = frame.overlap(row, pairs[row]);
                int at = at(frame, row * width + pairs[row]);
                for (int level = 0; level < THRESHOLDS; level++) {
                    if (overlap >= STEP + level * STEP - ScoredSequence.EPSILON) {
                        found[level]++;
                        matches[level][at]++;
                    }
                }
            }
        }

        private int at(ScoredFrame frame, int cell) {
            int width = frame.tracks().length;
            return frame.truth()[cell / width] * columns + frame.tracks()[cell % width];
        }

        private double association(int level) {
            double sum = 0;
            for (int i = 0; i < alignment.length; i++) {
                double both = matches[level][i];
                if (both > 0) {
                    double either = objectBoxes[i / columns] + trackBoxes[i % columns] - both;
                    sum += both * both / either;
                }
            }
            return sum / Math.max(1, found[level]);
        }
    }
}
