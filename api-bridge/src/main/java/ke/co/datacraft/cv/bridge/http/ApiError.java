package ke.co.datacraft.cv.bridge.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that cannot be answered as asked; becomes a problem document (RFC 9457). */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private String field;
    private String cure;

    /**
     * @param code why
     * @param detail this occurrence in words, naming the value; goes to the client
     */
    public ApiError(ErrorCode code, String detail) {
        this(code, detail, null);
    }

    /**
     * @param code why
     * @param detail this occurrence in words; goes to the client
     * @param cause goes to the log only
     */
    public ApiError(ErrorCode code, String detail, Throwable cause) {
        // Refusals are everyday answers; a stack trace would cost more than the answer.
        super(detail, cause, false, cause != null);
        this.code = code;
    }

    /** There is no such thing for this caller. */
    public static ApiError notFound(String kind, Object id) {
        return new ApiError(ErrorCode.NOT_FOUND, "There is no " + kind + " " + id);
    }

    /** A value of the request is wrong. */
    public static ApiError invalid(String field, String detail) {
        return new ApiError(ErrorCode.INVALID_FIELD, detail).field(field);
    }

    /** Names the field or parameter. */
    public ApiError field(String name) {
        field = name;
        return this;
    }

    /** Says what would help. */
    public ApiError cure(String words) {
        cure = words;
        return this;
    }

    /** Adds a header to the answer. */
    public ApiError header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Asks the client to come again. */
    public ApiError retryAfter(int seconds) {
        return header("Retry-After", Integer.toString(seconds));
    }

    /** Why. */
    public ErrorCode code() {
        return code;
    }

    /** Headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The document that the client gets. */
    public Problem problem(String traceId) {
        return new Problem(
                "about:blank",
                code.title(),
                code.status(),
                code.code(),
                getMessage(),
                field,
                cure,
                traceId);
    }
}
