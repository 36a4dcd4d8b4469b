package ke.co.datacraft.cv.bridge.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/**
 * Bytes that a client asks for (RFC 9110, 14). Several ranges at once and other units are ignored,
 * as the standard allows: the whole is sent.
 *
 * @param first first byte, from 0
 * @param last last byte, included
 * @param isPart whether it is less than was asked of the whole
 */
record ByteRange(long first, long last, boolean isPart) {

    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads the header {@code Range}.
     *
     * @param header null for the whole
     * @param size bytes in all
     * @throws ApiError {@link ErrorCode#RANGE_NOT_SATISFIABLE} for a range behind the end
     */
    static ByteRange of(String header, long size) {
        ByteRange whole = new ByteRange(0, size - 1, false);
        Matcher range = SINGLE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || header.replace(" ", "").equals("bytes=-")) {
            return whole;
        }
        if (range.group(1).isEmpty()) {
            long suffix = Long.parseLong(range.group(2));
            return checked(Math.max(0, size - suffix), size - 1, size);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        return last < first && !range.group(2).isEmpty()
                ? whole
                : checked(first, Math.min(last, size - 1), size);
    }

    private static ByteRange checked(long first, long last, long size) {
        if (first >= size) {
            throw new ApiError(ErrorCode.RANGE_NOT_SATISFIABLE, "The file has " + size + " bytes")
                    .field("Range")
                    .header("Content-Range", "bytes */" + size);
        }
        return new ByteRange(first, last, true);
    }

    long length() {
        return last - first + 1;
    }

    /** Value of the header {@code Content-Range}. */
    String header(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
