package ke.co.datacraft.cv.bench.mot;

import java.util.Arrays;
import ke.co.datacraft.cv.inference.track.Assignment;

/**
 * CLEAR metrics (Bernardin and Stiefelhagen, "Evaluating Multiple Object Tracking Performance",
 * 2008) as TrackEval counts them.
 *
 * @param matched boxes found
 * @param missed boxes not found
 * @param wrong boxes where nothing is
 * @param switches objects whose track is another than before
 * @param fragments tracks of an object that were interrupted
 * @param overlapSum of the boxes found
 */
public record ClearScores(
        int matched, int missed, int wrong, int switches, int fragments, double overlapSum) {

    private static final int NONE = -1;

    /** 1 - all errors over all true boxes; negative where errors are more. */
    public double mota() {
        // As TrackEval: without truth or without results there is no score.
        return matched + missed == 0
                ? 0
                : (double) (matched - wrong - switches) / (matched + missed);
    }

    /** Mean overlap of the boxes found, 0..1. */
    public double motp() {
        return overlapSum / Math.max(1, matched);
    }

    /** Counts. */
    public static ClearScores of(ScoredSequence sequence) {
        return new Counter(sequence.objects()).count(sequence);
    }

    private static final class Counter {

        private final Assignment assignment = new Assignment();
        private final int[] last;
        private final int[] lastFrame;
        private final int[] pieces;
        private int matched;
        private int missed;
        private int wrong;
        private int switches;
        private double overlapSum;

        Counter(int objects) {
            last = new int[objects];
            lastFrame = new int[objects];
            pieces = new int[objects];
            Arrays.fill(last, NONE);
            Arrays.fill(lastFrame, NONE);
        }

        ClearScores count(ScoredSequence sequence) {
            for (ScoredFrame frame : sequence.frames()) {
                // A frame that has nothing on one side is as if it were not for continuity.
                if (frame.overlap().length == 0) {
                    missed += frame.truth().length;
                    wrong += frame.tracks().length;
                } else {
                    count(frame);
                }
            }
            int fragments = 0;
            for (int piece : pieces) {
                fragments += Math.max(0, piece - 1);
            }
            return new ClearScores(matched, missed, wrong, switches, fragments, overlapSum);
        }

        private void count(ScoredFrame frame) {
            int[] matches = match(frame);
            int[] now = new int[last.length];
            Arrays.fill(now, NONE);
            int found = 0;
            for (int row = 0; row < frame.truth().length; row++) {
                if (matches[row] < 0) {
                    continue;
                }
                int object = frame.truth()[row];
                int track = frame.tracks()[matches[row]];
                found++;
                overlapSum += frame.overlap(row, matches[row]);
                switches += last[object] != NONE && last[object] != track ? 1 : 0;
                pieces[object] += lastFrame[object] == NONE ? 1 : 0;
                last[object] = track;
                now[object] = track;
            }
            System.arraycopy(now, 0, lastFrame, 0, now.length);
            matched += found;
            missed += frame.truth().length - found;
            wrong += frame.tracks().length - found;
        }

        private int[] match(ScoredFrame frame) {
            double[] cost = new double[frame.overlap().length];
            int columns = frame.tracks().length;
            for (int i = 0; i < cost.length; i++) {
                double overlap = frame.overlap()[i];
                if (overlap >= ScoredSequence.MATCH - ScoredSequence.EPSILON) {
                    boolean same =
                            lastFrame[frame.truth()[i / columns]] == frame.tracks()[i % columns];
                    cost[i] = same ? -1000 - overlap : -overlap;
                }
            }
            return assignment.solve(cost, frame.truth().length, columns);
        }
    }
}
