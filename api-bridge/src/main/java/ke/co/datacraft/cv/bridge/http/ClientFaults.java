package ke.co.datacraft.cv.bridge.http;

import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/** Tells what a client did wrong from what the web server throws about it. */
final class ClientFaults {

    private static final int TOO_LARGE = 413;
    private static final int FIRST = 400;
    private static final int LAST = 499;

    private ClientFaults() {}

    /** The refusal that a failure stands for; empty where the fault is ours. */
    static Optional<ApiError> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedCharsetException
                    || cause instanceof IllegalCharsetNameException) {
                return Optional.of(
                        new ApiError(
                                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                                        "The content type names a character set that is none")
                                .field("Content-Type")
                                .cure("Send UTF-8"));
            }
            if (cause instanceof HttpException http && http.getCode() == TOO_LARGE) {
                return Optional.of(
                        new ApiError(ErrorCode.PAYLOAD_TOO_LARGE, "The body is too large"));
            }
            boolean broken =
                    cause instanceof HttpException http
                            && http.getCode() >= FIRST
                            && http.getCode() <= LAST;
            if (broken || cause instanceof EofException || cause instanceof TimeoutException) {
                return Optional.of(
                        new ApiError(
                                        ErrorCode.INVALID_REQUEST,
                                        "The request's body is broken or did not arrive in time")
                                .cure("Send all of it, as Content-Length or its chunks say"));
            }
        }
        return Optional.empty();
    }
}
