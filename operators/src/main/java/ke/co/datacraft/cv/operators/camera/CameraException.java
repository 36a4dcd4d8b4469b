package ke.co.datacraft.cv.operators.camera;

/** A camera that cannot be opened as it is defined. The message names the cure, never a secret. */
final class CameraException extends Exception {

    private static final long serialVersionUID = 1L;

    CameraException(String message) {
        super(message);
    }
}
