package ke.co.datacraft.cv.inference.ocr;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The characters of a recognition network and their greedy CTC decoding (Graves et al.,
 * "Connectionist temporal classification", ICML 2006): the best class per step, repeats merged,
 * blanks dropped.
 *
 * @param characters of class 1 and up; class 0 is the blank
 */
record CharacterSet(List<String> characters) {

    private static final int BLANK = 0;

    /**
     * Probability from which a space between two characters counts although it is not the best
     * class: the network has learnt from Chinese text, which has none, and is shy of it.
     */
    private static final float SHY_SPACE = 0.02f;

    CharacterSet {
        characters = List.copyOf(characters);
    }

    /** From the lines of a key file; the space follows the last one. */
    static CharacterSet ofKeys(List<String> keys) {
        List<String> characters = new ArrayList<>(keys);
        characters.add(" ");
        return new CharacterSet(characters);
    }

    /** Classes of the network, the blank included. */
    int classes() {
        return characters.size() + 1;
    }

    /**
     * Reads a line.
     *
     * @param scores steps x classes, row-major, probabilities
     * @param steps number of steps
     */
    Reading decode(FloatBuffer scores, int steps) {
        StringBuilder text = new StringBuilder();
        List<Integer> positions = new ArrayList<>();
        double confidence = 0;
        int previous = BLANK;
        int classes = classes();
        int space = -1;
        for (int step = 0; step < steps; step++) {
            int row = step * classes;
            int best = best(scores, row, classes);
            if (scores.get(row + classes - 1) >= SHY_SPACE) {
                space = step;
            }
            if (best != BLANK && best != previous) {
                if (space >= 0 && space < step && endsInWord(text)) {
                    text.append(' ');
                    positions.add(space);
                }
                space = -1;
                String character = characters.get(best - 1);
                text.append(character);
                for (int i = 0; i < character.length(); i++) {
                    positions.add(step);
                }
                confidence += best == classes - 1 ? 0 : scores.get(row + best);
            }
            previous = best;
        }
        long count = text.chars().filter(character -> character != ' ').count();
        return new Reading(
                text.toString(), positions, count == 0 ? 0 : (float) (confidence / count), steps);
    }

    private static boolean endsInWord(StringBuilder text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) != ' ';
    }

    private static int best(FloatBuffer scores, int row, int classes) {
        int best = 0;
        float highest = scores.get(row);
        for (int index = 1; index < classes; index++) {
            float score = scores.get(row + index);
            if (score > highest) {
                highest = score;
                best = index;
            }
        }
        return best;
    }

    /**
     * A line as read.
     *
     * @param text characters in order, blanks between words
     * @param positions the step at which each character of the text was seen
     * @param confidence mean over the characters, 0..1
     * @param steps number of steps
     */
    record Reading(String text, List<Integer> positions, float confidence, int steps) {}
}
