package ke.co.datacraft.cv.contracts;

import java.util.List;

/** Names of the analysis tasks. */
public final class Tasks {

    /** Objects with class, confidence and box. */
    public static final String OBJECT_DETECTION = "object_detection";

    /** What kind of picture it is: the best classes with their confidence. */
    public static final String IMAGE_CLASSIFICATION = "image_classification";

    /** Faces with box and landmarks. */
    public static final String FACE_DETECTION = "face_detection";

    /** Barcodes of one and two dimensions with content and corners. */
    public static final String BARCODE = "barcode";

    /** A vector that is near the vectors of similar pictures. */
    public static final String EMBEDDING = "embedding";

    /** Text with word and line boxes. */
    public static final String OCR = "ocr";

    /** Sharpness, exposure and contrast. */
    public static final String QUALITY = "quality";

    /** Every task this version knows. */
    public static final List<String> ALL =
            List.of(
                    OBJECT_DETECTION,
                    IMAGE_CLASSIFICATION,
                    FACE_DETECTION,
                    BARCODE,
                    EMBEDDING,
                    OCR,
                    QUALITY);

    /** Tasks that find things with boxes, which a chained task can work on. */
    public static final List<String> WITH_REGIONS =
            List.of(OBJECT_DETECTION, FACE_DETECTION, BARCODE);

    private Tasks() {}
}
