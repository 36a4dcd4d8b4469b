package ke.co.datacraft.cv.jobs.postgres;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.operators.sink.OcrPageRow;
import ke.co.datacraft.cv.operators.sink.OcrWordRow;
import ke.co.datacraft.cv.operators.sink.ResultRows;

/**
 * A page of text with its words, which are written by one statement.
 *
 * @param page its row
 * @param words its words in reading order; may be empty
 */
public record TextPage(OcrPageRow page, List<OcrWordRow> words) {

    /** One per recogniser that read the image. */
    public static List<TextPage> of(ImageResult result) {
        Map<UUID, List<OcrWordRow>> words =
                ResultRows.ocrWords(result).stream()
                        .collect(Collectors.groupingBy(OcrWordRow::pageId));
        return ResultRows.ocrPages(result).stream()
                .map(page -> new TextPage(page, words.getOrDefault(page.id(), List.of())))
                .toList();
    }
}
