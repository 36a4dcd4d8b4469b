package ke.co.datacraft.cv.inference.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TesseractRecognizerTest extends TextRecognizerTestBase {

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

    @Override
    Analyzer recognizer() {
        return recognizer;
    }

    @Test
    void readsSingleLine() {
        Analysis.Text text =
                read(RenderedText.page("Winter morning"), Map.of("page_segmentation_mode", "7"));

        assertThat(text.text()).isEqualTo("Winter morning");
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
        assertRefused(name, value);
    }

    @Test
    void missingLanguageNamesThePackage() {
        assertThatThrownBy(() -> recognizer.validate(Map.of("languages", "eng+chi_sim")))
                .hasMessageContaining("apt-get install tesseract-ocr-chi-sim");
    }

    @Test
    void theDigestIsThatOfTheLanguagesThatRead() throws IOException {
        Tessdata data = Tessdata.locate(null).orElseThrow();
        assumeTrue(data.has("fra"), "needs the data of fra");
        byte[] english = Files.readAllBytes(data.folder().resolve("eng.traineddata"));

        assertThat(recognizer.model().sha256()).isEqualTo(Sha256.hex(english));
        assertThat(recognizer.model(Map.of())).isEqualTo(recognizer.model());
        assertThat(recognizer.model(Map.of("languages", "eng"))).isEqualTo(recognizer.model());
        assertThat(recognizer.model(Map.of("languages", "eng+fra")).sha256())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(recognizer.model().sha256())
                .isNotEqualTo(recognizer.model(Map.of("languages", "fra+eng")).sha256());
    }

    @Test
    void moreCombinationsOfLanguagesThanAreKeptStillRead() {
        Tessdata data = Tessdata.locate(null).orElseThrow();
        List<String> others = data.installed(List.of("fra", "deu", "spa"));
        assumeTrue(others.size() == 3, "needs the data of fra, deu and spa");

        for (String other : List.of("fra", "deu", "spa", "fra+deu", "fra+spa")) {
            Analysis.Text text =
                    read(RenderedText.page("Winter morning"), Map.of("languages", "eng+" + other));

            assertThat(text.text()).isEqualTo("Winter morning");
        }
    }
}
