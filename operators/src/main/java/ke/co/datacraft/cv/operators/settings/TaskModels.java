package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;

/**
 * Models that tasks use when the request names none: {@code name}, {@code name@version} or path of
 * an ONNX file; null for none.
 *
 * @param classification of {@code image_classification}
 * @param face of {@code face_detection}; without one, OpenCV's cascade looks for faces
 * @param embedding of {@code embedding}
 */
public record TaskModels(String classification, String face, String embedding)
        implements Serializable {

    /** No models. */
    public static final TaskModels NONE = new TaskModels(null, null, null);
}
