package ke.co.datacraft.cv.bridge.http;

import java.util.Locale;

/** Why a request failed: stable words for programs, each with its HTTP status. */
public enum ErrorCode {
    /** The request is no valid HTTP, or its path is ambiguous. */
    INVALID_REQUEST(400, "The request is not valid"),
    /** The body is not JSON. */
    INVALID_JSON(400, "The body is not JSON"),
    /** A field or parameter has a wrong value. */
    INVALID_FIELD(400, "A value is wrong"),
    /** A parameter that the operation does not have. */
    UNKNOWN_PARAMETER(400, "The parameter does not exist"),
    /** The answer would have more items than one may have. */
    TOO_MANY_BUCKETS(400, "Too many buckets"),
    /** The body broke off or is no multipart form. */
    REQUEST_BROKEN(400, "The body is not whole"),
    /** No credentials, or none that count. */
    UNAUTHORIZED(401, "Sign in first"),
    /** The credentials' roles do not allow it. */
    FORBIDDEN(403, "Not allowed"),
    /** There is no such thing, or it belongs to someone else. */
    NOT_FOUND(404, "Not found"),
    /** The path exists, with other methods. */
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    /** The client accepts nothing that the operation makes. */
    NOT_ACCEPTABLE(406, "No acceptable form"),
    /** The body took too long. */
    REQUEST_TIMEOUT(408, "The request took too long"),
    /** The thing's state does not allow it. */
    CONFLICT(409, "The state does not allow it"),
    /** The file of an image is not in the bridge's storage. */
    CONTENT_NOT_STORED(409, "The file is not stored here"),
    /** The result of an image is not kept whole. */
    RESULT_NOT_KEPT(409, "The result is not kept"),
    /** The thing is no longer the one that the request wants to change. */
    PRECONDITION_FAILED(412, "It has changed meanwhile"),
    /** The body or a file is larger than the limit. */
    PAYLOAD_TOO_LARGE(413, "Too large"),
    /** The body's type is not one that the operation takes. */
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not taken here"),
    /** The range of bytes lies behind the file's end. */
    RANGE_NOT_SATISFIABLE(416, "There are no such bytes"),
    /** No picture can be made of the file. */
    IMAGE_NOT_DRAWABLE(422, "No picture can be made of the file"),
    /** The request line and the headers are larger than the limit. */
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    /** The {@code Idempotency-Key} belongs to another request. */
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
    /** The image cannot be analysed. */
    ANALYSIS_FAILED(422, "The image cannot be analysed"),
    /** Too many requests. */
    RATE_LIMITED(429, "Too many requests"),
    /** The tenant has as many jobs as it may. */
    TOO_MANY_JOBS(429, "Too many jobs"),
    /** A fault of the bridge; the log tells more under the trace id. */
    INTERNAL_ERROR(500, "The bridge failed"),
    /** Others are served first; come again. */
    BUSY(503, "Too much is under way"),
    /** Something that the request needs is away for now. */
    DEPENDENCY_UNAVAILABLE(503, "A dependency is unavailable");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** What happened, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The word on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
