package ke.co.datacraft.cv.bench.mot;

import ke.co.datacraft.cv.inference.track.Assignment;

/**
 * Identity metrics (Ristani et al., "Performance Measures and a Data Set for Multi-Target,
 * Multi-Camera Tracking", 2016): each object has at most one track.
 *
 * @param matched boxes of objects found by their track
 * @param missed other boxes of the truth
 * @param wrong other boxes of the results
 */
public record IdentityScores(int matched, int missed, int wrong) {

    /** Share of the results that is right, 0..1. */
    public double precision() {
        return (double) matched / Math.max(1, matched + wrong);
    }

    /** Share of the truth that is found, 0..1. */
    public double recall() {
        return (double) matched / Math.max(1, matched + missed);
    }

    /** Harmonic mean of both, 0..1. */
    public double f1() {
        return matched / Math.max(1, matched + 0.5 * wrong + 0.5 * missed);
    }

    /** Counts. */
    public static IdentityScores of(ScoredSequence sequence) {
        int columns = sequence.tracks();
        double[] cost = new double[sequence.objects() * columns];
        for (ScoredFrame frame : sequence.frames()) {
            for (int row = 0; row < frame.truth().length; row++) {
                for (int column = 0; column < frame.tracks().length; column++) {
                    if (frame.overlap(row, column) >= ScoredSequence.MATCH) {
                        cost[frame.truth()[row] * columns + frame.tracks()[column]]--;
                    }
                }
            }
        }
        // Errors are fewest where the boxes in common are most.
        int[] matches = new Assignment().solve(cost, sequence.objects(), columns);
        int matched = 0;
        for (int object = 0; object < sequence.objects(); object++) {
            if (matches[object] >= 0) {
                matched -= (int) cost[object * columns + matches[object]];
            }
        }
        return new IdentityScores(
                matched, sequence.truthBoxes() - matched, sequence.trackBoxes() - matched);
    }
}
