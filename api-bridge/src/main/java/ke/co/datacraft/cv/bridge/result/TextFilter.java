package ke.co.datacraft.cv.bridge.result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;

/** Leaves out words that are not sure enough, and what was made of them. */
final class TextFilter {

    private TextFilter() {}

    /**
     * @param minConfidence 0..1
     * @return lines and text of the words that stay; a line of none is gone
     */
    static RecognizedText atLeast(RecognizedText text, double minConfidence) {
        if (text.words().stream().allMatch(word -> word.confidence() >= minConfidence)) {
            return text;
        }
        List<TextLine> lines = new ArrayList<>();
        List<TextWord> words = new ArrayList<>();
        for (int i = 0; i < text.lines().size(); i++) {
            int number = i;
            List<TextWord> sure =
                    text.words().stream()
                            .filter(word -> word.line() == number)
                            .filter(word -> word.confidence() >= minConfidence)
                            .toList();
            if (!sure.isEmpty()) {
                for (TextWord word : sure) {
                    words.add(
                            new TextWord(
                                    word.text(), word.confidence(), word.bbox(), lines.size()));
                }
                lines.add(line(text.lines().get(i), sure));
            }
        }
        return new RecognizedText(
                lines.stream().map(TextLine::text).collect(Collectors.joining("\n")),
                mean(words),
                text.languages(),
                lines,
                words);
    }

    private static TextLine line(TextLine line, List<TextWord> words) {
        return new TextLine(
                words.stream().map(TextWord::text).collect(Collectors.joining(" ")),
                mean(words),
                line.bbox());
    }

    private static double mean(List<TextWord> words) {
        return words.stream().mapToDouble(TextWord::confidence).average().orElse(0);
    }
}
