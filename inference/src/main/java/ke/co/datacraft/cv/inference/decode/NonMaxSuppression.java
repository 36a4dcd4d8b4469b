package ke.co.datacraft.cv.inference.decode;

import java.util.Arrays;

/**
 * Greedy suppression of boxes that overlap a better one of the same class. Keeps its scratch
 * memory, so there is one per worker; not safe for several threads at once.
 *
 * <p>Source: the usual greedy algorithm, as in Felzenszwalb et al., "Object Detection with
 * Discriminatively Trained Part Based Models", 2010, section 4.
 */
public final class NonMaxSuppression {

    /**
     * Most boxes that are compared, the most confident ones: the work grows with the square, and a
     * request may ask for every anchor there is.
     */
    static final int MAX_CANDIDATES = 30_000;

    private long[] order = new long[0];
    private int[] kept = new int[0];

    /**
     * Selects boxes, highest confidence first; of equal ones the earlier first. Of more than 30 000
     * candidates the least confident are left out.
     *
     * @param candidates left as they are
     * @param threshold intersection over union, 0..1, above which the lesser box goes
     * @param max most boxes to keep
     * @return how many are kept; {@link #kept} tells which
     */
    public int select(Candidates candidates, float threshold, int max) {
        return select(candidates, threshold, max, false);
    }

    /**
     * Selects boxes, highest confidence first; of equal ones the earlier first. Of more than 30 000
     * candidates the least confident are left out.
     *
     * @param candidates left as they are
     * @param threshold intersection over union, 0..1, above which the lesser box goes
     * @param max most boxes to keep
     * @param acrossClasses whether a box also goes for a better one of another class
     * @return how many are kept; {@link #kept} tells which
     */
    public int select(Candidates candidates, float threshold, int max, boolean acrossClasses) {
        sort(candidates);
        int compared = Math.min(candidates.size(), MAX_CANDIDATES);
        int count = 0;
        for (int rank = 0; rank < compared && count < max; rank++) {
            int index = (int) order[rank];
            if (!isSuppressed(candidates, index, count, threshold, acrossClasses)) {
                kept[count++] = index;
            }
        }
        return count;
    }

    /**
     * Only puts the boxes in order, highest confidence first; of equal ones the earlier first.
     *
     * @param candidates left as they are
     * @param max most boxes to keep
     * @return how many are kept; {@link #kept} tells which
     */
    public int rank(Candidates candidates, int max) {
        sort(candidates);
        int count = Math.min(candidates.size(), max);
        for (int rank = 0; rank < count; rank++) {
            kept[rank] = (int) order[rank];
        }
        return count;
    }

    private void sort(Candidates candidates) {
        int size = candidates.size();
        if (order.length < size) {
            order = new long[size];
            kept = new int[size];
        }
        // Non-negative floats order like their bits, so one long sorts by score, then by index.
        for (int index = 0; index < size; index++) {
            long bits = Float.floatToIntBits(Math.max(0, candidates.confidence(index)));
            order[index] = (Integer.MAX_VALUE - bits) << Integer.SIZE | index;
        }
        Arrays.sort(order, 0, size);
    }

    private boolean isSuppressed(
            Candidates candidates, int index, int count, float threshold, boolean acrossClasses) {
        for (int rank = 0; rank < count; rank++) {
            boolean rivals =
                    acrossClasses || candidates.classId(kept[rank]) == candidates.classId(index);
            if (rivals && candidates.intersectionOverUnion(kept[rank], index) > threshold) {
                return true;
            }
        }
        return false;
    }

    /** Index among the candidates of the box kept at this rank, from 0, by the last selection. */
    public int kept(int rank) {
        return kept[rank];
    }
}
