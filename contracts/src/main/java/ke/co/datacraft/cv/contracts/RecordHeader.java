package ke.co.datacraft.cv.contracts;

/**
 * A header of a record, which may hold any bytes.
 *
 * @param name its name; several headers may have the same
 * @param value text, or base64 when it is not UTF-8; null where the header has no value
 * @param encoding {@code utf-8} or {@code base64}; null where the header has no value
 */
public record RecordHeader(String name, String value, String encoding) {}
