package ke.co.datacraft.cv.inference.model;

import ke.co.datacraft.cv.inference.InferenceException;

/** Makes the exceptions of this package. */
final class InvalidModel {

    private InvalidModel() {}

    static InferenceException because(String message) {
        return new InferenceException(InferenceException.Reason.INVALID_MODEL, message);
    }

    static InferenceException because(String message, Exception cause) {
        return new InferenceException(InferenceException.Reason.INVALID_MODEL, message, cause);
    }
}
