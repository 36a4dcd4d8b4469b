package ke.co.datacraft.cv.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.operators.sink.OcrWordRow;
import org.junit.jupiter.api.Test;

class TextPageTest {

    @Test
    void pageHasItsWordsInReadingOrder() throws IOException {
        ImageResult result = golden("results.v1.ocr");

        List<TextPage> pages = TextPage.of(result);

        assertThat(pages).hasSize(1);
        assertThat(pages.get(0).words()).hasSize(pages.get(0).page().wordCount()).isNotEmpty();
        assertThat(pages.get(0).words()).extracting(OcrWordRow::wordIndex).isSorted();
        assertThat(pages.get(0).words())
                .allMatch(word -> word.pageId().equals(pages.get(0).page().id()));
    }

    @Test
    void imageWithoutTextHasNone() throws IOException {
        assertThat(TextPage.of(golden("results.v1.quality"))).isEmpty();
    }

    private static ImageResult golden(String name) throws IOException {
        try (var file = TextPageTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return ContractCodec.readTrusted(file.readAllBytes(), ImageResult.class);
        }
    }
}
