package ke.co.datacraft.cv.bench.mot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ke.co.datacraft.cv.inference.track.Assignment;

/**
 * Truth and results of a sequence, prepared as TrackEval does for the MOTChallenge: results that
 * lie on a distractor are taken out, then all truth but pedestrians that count.
 *
 * @param frames in order
 * @param objects how many there truly are
 * @param tracks how many there are
 * @param truthBoxes boxes of the truth in all frames
 * @param trackBoxes boxes of the results in all frames
 */
public record ScoredSequence(
        List<ScoredFrame> frames, int objects, int tracks, int truthBoxes, int trackBoxes) {

    /** Least overlap of a match. */
    static final double MATCH = 0.5;

    /** What a comparison forgives, as in TrackEval. */
    static final double EPSILON = Math.ulp(1.0);

    private static final int PEDESTRIAN = 1;

    /** Person on a vehicle, static person, distractor, reflection. */
    private static final Set<Integer> DISTRACTORS = Set.of(2, 7, 8, 12);

    /** A vehicle without a motor too. */
    private static final Set<Integer> DISTRACTORS_2020 = Set.of(2, 6, 7, 8, 12);

    /** Whose rules hold. */
    public enum Rules {
        /** No classes and no distractors. */
        MOT15,
        /** MOT16 and MOT17. */
        MOT17,
        /** As MOT17, and vehicles without a motor are distractors. */
        MOT20;

        /** MOT17 where the truth tells a class in each row, else MOT15. */
        public static Rules of(List<MotRow> truth) {
            return truth.stream().allMatch(row -> row.classId() > 0) ? MOT17 : MOT15;
        }
    }

    /** Prepares. */
    public static ScoredSequence of(List<MotRow> truth, List<MotRow> results, Rules rules) {
        Map<Integer, List<MotRow>> truthOf = byFrame(truth);
        Map<Integer, List<MotRow>> resultsOf = byFrame(results);
        Set<Integer> numbers = new TreeSet<>(truthOf.keySet());
        numbers.addAll(resultsOf.keySet());
        Map<Integer, Integer> objects = new HashMap<>();
        Map<Integer, Integer> tracks = new HashMap<>();
        List<ScoredFrame> frames = new ArrayList<>();
        int truthBoxes = 0;
        int trackBoxes = 0;
        for (int number : numbers) {
            List<MotRow> found = new ArrayList<>(resultsOf.getOrDefault(number, List.of()));
            List<MotRow> there = new ArrayList<>(truthOf.getOrDefault(number, List.of()));
            if (rules != Rules.MOT15) {
                removeDistracted(
                        there, found, rules == Rules.MOT20 ? DISTRACTORS_2020 : DISTRACTORS);
                there.removeIf(row -> row.classId() != PEDESTRIAN);
            }
            there.removeIf(row -> (int) row.score() == 0);
            truthBoxes += there.size();
            trackBoxes += found.size();
            frames.add(
                    new ScoredFrame(
                            numbered(there, objects),
                            numbered(found, tracks),
                            overlaps(there, found)));
        }
        return new ScoredSequence(frames, objects.size(), tracks.size(), truthBoxes, trackBoxes);
    }

    private static Map<Integer, List<MotRow>> byFrame(List<MotRow> rows) {
        Map<Integer, List<MotRow>> frames = new TreeMap<>();
        for (MotRow row : rows) {
            frames.computeIfAbsent(row.frame(), frame -> new ArrayList<>()).add(row);
        }
        return frames;
    }

    private static void removeDistracted(
            List<MotRow> truth, List<MotRow> results, Set<Integer> distractors) {
        double[] cost = overlaps(truth, results);
        for (int i = 0; i < cost.length; i++) {
            cost[i] = cost[i] < MATCH - EPSILON ? 0 : -cost[i];
        }
        int[] matches = new Assignment().solve(cost, truth.size(), results.size());
        Set<MotRow> distracted = new HashSet<>();
        for (int row = 0; row < truth.size(); row++) {
            if (matches[row] >= 0 && distractors.contains(truth.get(row).classId())) {
                distracted.add(results.get(matches[row]));
            }
        }
        results.removeIf(distracted::contains);
    }

    private static int[] numbered(List<MotRow> rows, Map<Integer, Integer> numbers) {
        int[] result = new int[rows.size()];
        Set<Integer> once = new TreeSet<>();
        for (int i = 0; i < result.length; i++) {
            MotRow row = rows.get(i);
            if (!once.add(row.id())) {
                throw new IllegalArgumentException(
                        "Id " + row.id() + " is twice in frame " + row.frame());
            }
            Integer known = numbers.putIfAbsent(row.id(), numbers.size());
            result[i] = known == null ? numbers.size() - 1 : known;
        }
        return result;
    }

    private static double[] overlaps(List<MotRow> truth, List<MotRow> results) {
        double[] overlaps = new double[truth.size() * results.size()];
        for (int i = 0; i < overlaps.length; i++) {
            overlaps[i] = truth.get(i / results.size()).overlap(results.get(i % results.size()));
        }
        return overlaps;
    }
}
