package ke.co.datacraft.cv.operators.pipeline;

/** A pipeline file that cannot be used. The message names file, field, value and cure. */
public final class PipelineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PipelineException(String message) {
        super(message);
    }

    PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
