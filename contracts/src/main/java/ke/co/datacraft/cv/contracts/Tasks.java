package ke.co.datacraft.cv.contracts;

import java.util.List;

/** Names of the analysis tasks. */
public final class Tasks {

    /** Objects with class, confidence and box. */
    public static final String OBJECT_DETECTION = "object_detection";

    /** Text with word and line boxes. */
    public static final String OCR = "ocr";

    /** Sharpness, exposure and contrast. */
    public static final String QUALITY = "quality";

    /** Every task this version knows, in the order in which they run. */
    public static final List<String> ALL = List.of(OBJECT_DETECTION, OCR, QUALITY);

    private Tasks() {}
}
