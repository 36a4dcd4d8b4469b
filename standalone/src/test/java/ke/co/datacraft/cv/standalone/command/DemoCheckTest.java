package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.WordRow;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.samples.SampleKind;
import org.junit.jupiter.api.Test;

class DemoCheckTest {

    private static final UUID IMAGE = UUID.randomUUID();
    private static final Sample SAMPLE =
            new Sample(
                    "a.png",
                    SampleKind.DOCUMENT,
                    "eng",
                    List.of(List.of("Fresh water arrives every second Tuesday")),
                    new byte[0]);
    private static final WordRow WORD = new WordRow("Fresh", 10, 10, 20, 10);

    private static PageRow row(String text, Double quality) {
        return new PageRow(
                IMAGE,
                "a.png",
                "file:/a.png",
                0,
                "PNG",
                100,
                100,
                5,
                "tesseract",
                text,
                quality,
                null,
                null);
    }

    private static List<String> missing(PageRow row, WordRow... words) {
        return DemoCheck.missing(List.of(SAMPLE), List.of(row), Map.of(IMAGE, List.of(words)));
    }

    @Test
    void aGoodRowLacksNothing() {
        assertThat(missing(row("Fresh water arrives every second Tuesday", 0.8), WORD)).isEmpty();
    }

    @Test
    void aRowThatIsNotThereIsNamed() {
        assertThat(DemoCheck.missing(List.of(SAMPLE), List.of(), Map.of()))
                .containsExactly("a.png page 1: no row");
    }

    @Test
    void missingQualityTextAndBoxesAreNamed() {
        assertThat(missing(row("Fresh water arrives every second Tuesday", null), WORD))
                .containsExactly("a.png page 1: no quality");
        assertThat(missing(row(null, 0.5), WORD)).containsExactly("a.png page 1: no text row");
        assertThat(missing(row("Fresh water arrives every second Tuesday", 0.5)))
                .containsExactly("a.png page 1: no word boxes");
    }

    @Test
    void wrongTextIsNamed() {
        assertThat(missing(row("Fresh water", 0.5), WORD))
                .singleElement()
                .asString()
                .contains("33 %")
                .contains("Fresh water");
    }

    @Test
    void aBoxOutsideTheImageIsNamed() {
        WordRow outside = new WordRow("Fresh", 90, 10, 20, 10);
        assertThat(missing(row("Fresh water arrives every second Tuesday", 0.5), outside))
                .containsExactly("a.png page 1: a word's box lies outside the image");
    }
}
