package ke.co.datacraft.cv.bridge.http;

/**
 * Body of every error answer, {@code application/problem+json} (RFC 9457).
 *
 * @param type always {@code about:blank}; the code tells the kind
 * @param title the kind in words
 * @param status HTTP status
 * @param code stable word of {@link ErrorCode}
 * @param detail this occurrence, or null
 * @param field field or parameter that is wrong, or null
 * @param cure what would help, or null
 * @param traceId under which the log tells more
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String field,
        String cure,
        String traceId) {

    /** Media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
