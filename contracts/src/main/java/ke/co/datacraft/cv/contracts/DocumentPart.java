package ke.co.datacraft.cv.contracts;

import java.util.UUID;

/**
 * Makes a reference a part of a larger one: the stream splits a reference to a long document into
 * ranges of pages. A part that is written twice is the same part.
 *
 * @param pages how many, from the reference's {@code page} on
 * @param referenceId identity of the reference that was split
 * @param origin where that one was read
 * @param traceparent W3C trace context of the split, or null
 */
public record DocumentPart(int pages, UUID referenceId, RecordOrigin origin, String traceparent) {

    /** A part that belongs to no trace. */
    public DocumentPart(int pages, UUID referenceId, RecordOrigin origin) {
        this(pages, referenceId, origin, null);
    }
}
