package ke.co.datacraft.cv.kubernetes.operator;

/** A resource that cannot be used; the message names field, value and cure. */
final class InvalidSpecException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidSpecException(String message) {
        super(message);
    }
}
