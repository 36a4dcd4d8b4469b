package ke.co.datacraft.cv.inference.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcrEnginesTest {

    @TempDir Path folder;

    private OcrSettings settings(String... languages) {
        return new OcrSettings(folder, List.of(languages), OnnxSettings.cpu());
    }

    @Test
    void autoTakesTesseractWhereItsDataIs() throws IOException {
        Files.write(folder.resolve("xyz.traineddata"), new byte[1]);

        assertThat(OcrEngines.resolve("auto", settings("xyz"))).isEqualTo("tesseract");
    }

    @Test
    void autoTakesPaddleWhereItsDataIsNot() throws IOException {
        Files.write(folder.resolve("abc.traineddata"), new byte[1]);

        assertThat(OcrEngines.resolve("auto", settings("xyz"))).isEqualTo("ppocr");
    }

    @Test
    void configuredFolderWinsOverThoseOfDistributions() throws IOException {
        Files.write(folder.resolve("abc.traineddata"), new byte[1]);

        Tessdata data = Tessdata.locate(folder).orElseThrow();

        assertThat(data.folder()).isEqualTo(folder);
        assertThat(data.installed(List.of("abc", "xyz"))).containsExactly("abc");
    }

    @Test
    void unknownNameListsTheKnownOnes() {
        assertThatThrownBy(() -> OcrEngines.resolve("abbyy", settings("eng")))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("abbyy")
                .hasMessageContaining("tesseract, ppocr");
    }

    @Test
    void dataThatCannotBeReadSaysSo() throws IOException {
        Files.write(folder.resolve("xyz.traineddata"), new byte[10]);
        try (TesseractRecognizer recognizer = new TesseractRecognizer(settings("xyz"))) {
            assertThatThrownBy(
                            () -> recognizer.analyze(RenderedText.page("text"), java.util.Map.of()))
                    .isInstanceOfSatisfying(
                            InferenceException.class,
                            e ->
                                    assertThat(e.reason())
                                            .isEqualTo(InferenceException.Reason.INVALID_MODEL))
                    .hasMessageContaining("CV_TESSERACT_DATA_PATH");
        }
    }
}
