package ke.co.datacraft.cv.bridge.http;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the web server itself refuses before any route sees it, such as headers that are too
 * large, in the form of every other error and without telling more.
 */
final class ServerErrors extends ErrorHandler {

    ServerErrors() {
        setShowStacks(false);
        setShowCauses(false);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 400 : response.getStatus();
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(problem(status)), callback);
        return true;
    }

    /** What is no HTTP at all has no request that could be handled. */
    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        return ByteBuffer.wrap(problem(status));
    }

    private static byte[] problem(int status) {
        ErrorCode code =
                switch (status) {
                    case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
                    case 414, 431 -> ErrorCode.HEADERS_TOO_LARGE;
                    case 500 -> ErrorCode.INTERNAL_ERROR;
                    case 503 -> ErrorCode.DEPENDENCY_UNAVAILABLE;
                    default -> ErrorCode.INVALID_REQUEST;
                };
        return BridgeJson.bytes(
                new Problem(
                        "about:blank",
                        code.title(),
                        status,
                        code.code(),
                        "The web server cannot take this request",
                        null,
                        null,
                        UUID.randomUUID().toString().replace("-", "")));
    }
}
