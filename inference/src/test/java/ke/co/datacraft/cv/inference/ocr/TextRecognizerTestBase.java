package ke.co.datacraft.cv.inference.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import org.junit.jupiter.api.Test;

/** What every engine of the task {@code ocr} must do. */
abstract class TextRecognizerTestBase {

    /** The engine under test, kept open. */
    abstract Analyzer recognizer();

    final Analysis.Text read(DecodedImage image, Map<String, String> parameters) {
        try (image) {
            return (Analysis.Text) recognizer().analyze(image, parameters).join();
        }
    }

    final void assertRefused(String name, String value) {
        assertThatThrownBy(() -> recognizer().validate(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        e ->
                                assertThat(e.reason())
                                        .isEqualTo(InferenceException.Reason.INVALID_PARAMETER))
                .hasMessageContaining(name);
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
        assertThat(text.confidence()).isBetween(0.5f, 1f);
    }

    @Test
    void boxesLieWhereTheLinesWereDrawn() {
        Analysis.Text text = read(RenderedText.page("Winter morning", "by the river"), Map.of());

        for (TextElement line : text.lines()) {
            float middle = line.box().y() + line.box().height() / 2;
            assertThat(middle - RenderedText.top(line.line())).isBetween(5f, 35f);
            assertThat(line.box().x()).isBetween(25f, 60f);
        }
    }

    @Test
    void emptyPageHasEmptyLists() {
        Analysis.Text text = read(RenderedText.page(), Map.of());

        assertThat(text.text()).isEmpty();
        assertThat(text.lines()).isEmpty();
        assertThat(text.words()).isEmpty();
        assertThat(text.confidence()).isZero();
    }

    @Test
    void concurrentCallersReadTheSame() throws Exception {
        List<String> expected = List.of("morning", "evening");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> texts =
                    IntStream.range(0, 8)
                            .mapToObj(i -> pool.submit(() -> readLine(expected.get(i % 2))))
                            .toList();
            for (int i = 0; i < texts.size(); i++) {
                assertThat(texts.get(i).get()).isEqualTo(expected.get(i % 2));
            }
        } finally {
            pool.shutdown();
        }
    }

    private String readLine(String line) {
        return read(RenderedText.page(line), Map.of()).text();
    }
}
