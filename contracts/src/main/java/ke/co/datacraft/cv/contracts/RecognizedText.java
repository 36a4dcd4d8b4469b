package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Text found on one page.
 *
 * @param text the whole text, lines separated by a line feed
 * @param confidence mean over the words, 0..1; 0 when there are none
 * @param languages languages asked for, such as {@code eng}
 * @param lines lines in reading order
 * @param words words in reading order
 */
public record RecognizedText(
        String text,
        double confidence,
        List<String> languages,
        List<TextLine> lines,
        List<TextWord> words) {}
