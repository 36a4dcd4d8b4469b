package ke.co.datacraft.cv.inference.ocr;

import java.util.List;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;

/** The engines of the task {@code ocr}, by the names that requests use for them. */
public final class OcrEngines {

    /** Tesseract where its language data is found, else PP-OCR. */
    public static final String AUTO = "auto";

    /** Tesseract, best on documents. */
    public static final String TESSERACT = "tesseract";

    /** PP-OCR, best on signs and photographs. */
    public static final String PPOCR = "ppocr";

    /** Every name. */
    public static final List<String> NAMES = List.of(AUTO, TESSERACT, PPOCR);

    private OcrEngines() {}

    /**
     * The engine behind a name; {@link #AUTO} is decided here. Loads nothing.
     *
     * @return {@link #TESSERACT} or {@link #PPOCR}
     * @throws InferenceException {@code UNKNOWN_MODEL}
     */
    public static String resolve(String name, OcrSettings settings) {
        return switch (name) {
            case TESSERACT, PPOCR -> name;
            case AUTO ->
                    Tessdata.locate(settings.tessdata())
                                    .filter(data -> !data.installed(settings.languages()).isEmpty())
                                    .isPresent()
                            ? TESSERACT
                            : PPOCR;
            default ->
                    throw new InferenceException(
                            InferenceException.Reason.UNKNOWN_MODEL,
                            "task ocr has no model '"
                                    + name
                                    + "'; known are "
                                    + String.join(", ", NAMES));
        };
    }

    /**
     * Opens an engine.
     *
     * @param name one of {@link #NAMES}
     * @return closed by the caller
     * @throws InferenceException {@code UNKNOWN_MODEL}, or {@code INVALID_MODEL} when it cannot be
     *     loaded
     */
    public static Analyzer open(String name, OcrSettings settings) {
        return resolve(name, settings).equals(TESSERACT)
                ? new TesseractRecognizer(settings)
                : new PaddleRecognizer(settings);
    }
}
