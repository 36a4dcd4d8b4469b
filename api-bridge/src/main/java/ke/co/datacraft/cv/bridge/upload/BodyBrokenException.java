package ke.co.datacraft.cv.bridge.upload;

import java.io.IOException;

/** The client's body cannot be read to its end. */
final class BodyBrokenException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyBrokenException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
