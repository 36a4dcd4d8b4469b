package ke.co.datacraft.cv.inference.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TesseractRecognizerTest {

    private static TesseractRecognizer recognizer;

    @BeforeAll
    static void load() {
        assumeTrue(
                Tessdata.locate(null).filter(data -> data.has("eng")).isPresent(),
                "needs Tesseract's English data: apt-get install tesseract-ocr-eng");
        recognizer =
                new TesseractRecognizer(new OcrSettings(null, List.of("eng"), OnnxSettings.cpu()));
    }

    @AfterAll
    static void close() {
        if (recognizer != null) {
            recognizer.close();
        }
    }

    private static Analysis.Text read(DecodedImage image, Map<String, String> parameters) {
        try (image) {
            return recognizer.analyze(image, parameters).join();
        }
    }

    @Test
    void readsWordsAndLines() {
        Analysis.Text text = read(RenderedText.page("Winter morning", "by the river"), Map.of());

        assertThat(text.text()).isEqualTo("Winter morning\nby the river");
        assertThat(text.words())
                .extracting(TextElement::text)
                .containsExactly("Winter", "morning", "by", "the", "river");
        assertThat(text.words()).extracting(TextElement::line).containsExactly(0, 0, 1, 1, 1);
        assertThat(text.lines()).hasSize(2);
        assertThat(text.languages()).containsExactly("eng");
        assertThat(text.confidence()).isBetween(0.5f, 1f);
    }

    @Test
    void boxesLieWhereTheLinesWereDrawn() {
        Analysis.Text text = read(RenderedText.page("Winter morning", "by the river"), Map.of());

        for (TextElement line : text.lines()) {
            float middle = line.box().y() + line.box().height() / 2;
            assertThat(middle - RenderedText.top(line.line())).isBetween(5f, 35f);
            assertThat(line.box().x()).isBetween(30f, 60f);
        }
    }

    @Test
    void readsSingleLine() {
        Analysis.Text text =
                read(RenderedText.page("Winter morning"), Map.of("page_segmentation_mode", "7"));

        assertThat(text.text()).isEqualTo("Winter morning");
    }

    @Test
    void emptyPageHasEmptyLists() {
        Analysis.Text text = read(RenderedText.page(), Map.of());

        assertThat(text.text()).isEmpty();
        assertThat(text.lines()).isEmpty();
        assertThat(text.words()).isEmpty();
    }

    @Test
    void concurrentCallersReadTheSame() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> texts =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    i ->
                                            pool.submit(
                                                    () ->
                                                            read(
                                                                            RenderedText.page(
                                                                                    i % 2 == 0
                                                                                            ? "morning"
                                                                                            : "evening"),
                                                                            Map.of())
                                                                    .text()))
                            .toList();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(texts.get(i).get()).isEqualTo(i % 2 == 0 ? "morning" : "evening");
            }
        } finally {
            pool.shutdown();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "page_segmentation_mode,14",
        "page_segmentation_mode,0",
        "page_segmentation_mode,automatic",
        "languages,klingon",
        "languages,../../etc/passwd",
        "languages,+"
    })
    void wrongParameterNamesItself(String name, String value) {
        assertThatThrownBy(() -> recognizer.validate(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(InferenceException.Reason.INVALID_PARAMETER))
                .hasMessageContaining(name);
    }

    @Test
    void missingLanguageNamesThePackage() {
        assertThatThrownBy(() -> recognizer.validate(Map.of("languages", "eng+chi_sim")))
                .hasMessageContaining("apt-get install tesseract-ocr-chi-sim");
    }
}
