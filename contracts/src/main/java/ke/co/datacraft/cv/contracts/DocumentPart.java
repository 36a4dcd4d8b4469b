package ke.co.datacraft.cv.contracts;

import java.util.UUID;

/**
 * Makes a reference a part of a larger one: the stream splits a reference to a long document into
 * ranges of pages. A part that is written twice is the same part.
 *
 * @param pages how many, from the reference's {@code page} on
 * @param referenceId identity of the reference that was split
 * @param origin where that one was read
 */
public record DocumentPart(int pages, UUID referenceId, RecordOrigin origin) {}
