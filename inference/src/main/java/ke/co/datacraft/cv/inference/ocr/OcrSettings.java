package ke.co.datacraft.cv.inference.ocr;

import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/**
 * How text is recognised unless a request says otherwise.
 *
 * @param tessdata folder of Tesseract's language data, or null to look where distributions put it
 * @param languages languages of Tesseract, such as {@code eng}
 * @param runtime how the PP-OCR models run
 */
public record OcrSettings(Path tessdata, List<String> languages, OnnxSettings runtime) {

    /** Keeps a copy. */
    public OcrSettings {
        languages = List.copyOf(languages);
    }
}
