package ke.co.datacraft.cv.bench;

import java.util.List;

/** How far two readings of the same images say the same. */
final class WordAgreement {

    private WordAgreement() {}

    /**
     * Words in the longest common sequence of both readings, over the words of the longer one, of
     * all images together.
     *
     * @return 0..1; 1 when there are no words
     */
    static double share(String[] first, String[] second) {
        long common = 0;
        long all = 0;
        for (int image = 0; image < first.length; image++) {
            List<String> left = words(first[image]);
            List<String> right = words(second[image]);
            common += longestCommonSequence(left, right);
            all += Math.max(left.size(), right.size());
        }
        return all == 0 ? 1 : (double) common / all;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static int longestCommonSequence(List<String> left, List<String> right) {
        int[] above = new int[right.size() + 1];
        for (String word : left) {
            int[] row = new int[above.length];
            for (int column = 1; column < row.length; column++) {
                row[column] =
                        word.equals(right.get(column - 1))
                                ? above[column - 1] + 1
                                : Math.max(above[column], row[column - 1]);
            }
            above = row;
        }
        return above[above.length - 1];
    }
}
