package ke.co.datacraft.cv.operators.camera.redaction;

import java.io.IOException;

/** A frame that cannot be redacted, so that it must not be stored. */
public final class RedactionException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param cause why
     */
    public RedactionException(Throwable cause) {
        super("a frame is not stored, as it cannot be redacted: " + cause.getMessage(), cause);
    }
}
