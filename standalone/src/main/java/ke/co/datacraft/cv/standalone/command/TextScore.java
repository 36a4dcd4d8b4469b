package ke.co.datacraft.cv.standalone.command;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much of a known text was read. */
final class TextScore {

    private static final int SHORTEST_WORD = 3;

    private TextScore() {}

    /**
     * Share of the words of three letters and more that stand in the text. Blanks, case, accents
     * and punctuation do not count: scene text recognisers read neither blanks nor accents well.
     *
     * @return 0..1; 1 when there are no such words
     */
    static double share(List<String> truth, String text) {
        String found = plain(text).replace(" ", "");
        List<String> words =
                truth.stream()
                        .flatMap(line -> Arrays.stream(plain(line).split(" ")))
                        .filter(word -> word.length() >= SHORTEST_WORD)
                        .toList();
        long read = words.stream().filter(found::contains).count();
        return words.isEmpty() ? 1 : (double) read / words.size();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }
}
