package ke.co.datacraft.cv.standalone.services;

/** A server could not be started or used. The message names the value and the cure. */
public final class ServiceException extends RuntimeException {

    /**
     * @param message what failed, and the cure
     */
    public ServiceException(String message) {
        super(message);
    }

    /**
     * @param message what failed, and the cure
     * @param cause what happened underneath
     */
    public ServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
