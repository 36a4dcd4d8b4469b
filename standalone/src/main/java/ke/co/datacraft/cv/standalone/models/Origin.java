package ke.co.datacraft.cv.standalone.models;

import java.io.IOException;
import java.io.InputStream;

/** A file somewhere else. */
interface Origin {

    /** Name for messages: a URL or a path. */
    String name();

    /**
     * Opens it.
     *
     * @param offset first byte that is wanted; 0 or more
     * @param validator what {@link Opened#validator} was when the bytes before the offset were
     *     read; null when the offset is 0
     * @throws RefusedException when asking again is of no use
     */
    Opened open(long offset, String validator) throws IOException;

    /**
     * An open file; the reader closes the stream.
     *
     * @param stream begins at the offset
     * @param offset first byte that comes, 0 when the file changed or parts cannot be had
     * @param total size of the whole file, or -1 when unknown
     * @param validator names this state of the file, or null when it cannot be resumed
     */
    record Opened(InputStream stream, long offset, long total, String validator) {}
}
