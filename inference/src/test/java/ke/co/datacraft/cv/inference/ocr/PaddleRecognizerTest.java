package ke.co.datacraft.cv.inference.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddleRecognizerTest extends TextRecognizerTestBase {

    private static PaddleRecognizer recognizer;

    @BeforeAll
    static void load() {
        recognizer =
                new PaddleRecognizer(new OcrSettings(null, List.of("eng"), OnnxSettings.cpu()));
    }

    @AfterAll
    static void close() {
        recognizer.close();
    }

    @Override
    Analyzer recognizer() {
        return recognizer;
    }

    @Test
    void readsSign() {
        Analysis.Text text = read(RenderedText.sign("STATION ROAD", "Exit 42"), Map.of());

        assertThat(text.text()).isEqualTo("STATION ROAD\nExit 42");
        assertThat(text.words())
                .extracting(TextElement::text)
                .containsExactly("STATION", "ROAD", "Exit", "42");
        assertThat(text.words()).extracting(TextElement::line).containsExactly(0, 0, 1, 1);
        assertThat(text.confidence()).isBetween(0.8f, 1f);
    }

    @Test
    void readsTextThatRunsUpwards() {
        DecodedImage sign = RenderedText.sign("STATION");
        org.bytedeco.opencv.global.opencv_core.rotate(
                sign.pixels(),
                sign.pixels(),
                org.bytedeco.opencv.global.opencv_core.ROTATE_90_COUNTERCLOCKWISE);
        DecodedImage turned = new DecodedImage(sign.pixels(), sign.width(), sign.height());

        assertThat(read(turned, Map.of()).text()).isEqualTo("STATION");
    }

    @Test
    void turnsLinesOnTheirHeadsWhenAsked() {
        DecodedImage sign = RenderedText.sign("STATION ROAD");
        org.bytedeco.opencv.global.opencv_core.rotate(
                sign.pixels(), sign.pixels(), org.bytedeco.opencv.global.opencv_core.ROTATE_180);

        // The order stays that of the picture, where the last word is now on the left.
        assertThat(read(sign, Map.of("detect_direction", "true")).words())
                .extracting(TextElement::text)
                .containsExactlyInAnyOrder("STATION", "ROAD");
    }

    @ParameterizedTest
    @CsvSource({"max_side,12", "max_side,large", "max_side,99999", "detect_direction,perhaps"})
    void wrongParameterNamesValueAndCure(String name, String value) {
        assertRefused(name, value);
    }

    @Test
    void identityNamesTheNetwork() {
        assertThat(recognizer.model().name()).isEqualTo("ppocr");
        assertThat(recognizer.model().version()).isEqualTo("v4");
        assertThat(recognizer.model().sha256()).matches("[0-9a-f]{64}");
    }
}
