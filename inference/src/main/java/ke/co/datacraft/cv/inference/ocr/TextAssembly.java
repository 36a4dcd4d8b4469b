package ke.co.datacraft.cv.inference.ocr;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.TextElement;

/** Puts a page's result together from its words. */
final class TextAssembly {

    private TextAssembly() {}

    /**
     * @param words in reading order, their lines numbered from 0 without gaps
     * @param lineBoxes one box per line
     * @param languages that were looked for
     * @param timings where the time went
     */
    static Analysis.Text text(
            List<TextElement> words,
            List<BoundingBox> lineBoxes,
            List<String> languages,
            StageTimings timings) {
        List<TextElement> lines = new ArrayList<>();
        double confidence = 0;
        for (int line = 0; line < lineBoxes.size(); line++) {
            lines.add(line(words, line, lineBoxes.get(line)));
        }
        for (TextElement word : words) {
            confidence += word.confidence();
        }
        String text = String.join("\n", lines.stream().map(TextElement::text).toList());
        return new Analysis.Text(
                text,
                words.isEmpty() ? 0 : (float) (confidence / words.size()),
                languages,
                lines,
                List.copyOf(words),
                timings);
    }

    private static TextElement line(List<TextElement> words, int line, BoundingBox box) {
        List<TextElement> own = words.stream().filter(word -> word.line() == line).toList();
        double confidence = own.stream().mapToDouble(TextElement::confidence).average().orElse(0);
        String text = String.join(" ", own.stream().map(TextElement::text).toList());
        return new TextElement(text, (float) confidence, box, line);
    }
}
