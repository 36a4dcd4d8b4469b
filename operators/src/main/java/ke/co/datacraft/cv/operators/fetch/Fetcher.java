package ke.co.datacraft.cv.operators.fetch;

import java.net.URI;

/**
 * The port to a store of bytes. Safe for many threads at once; makes one attempt and leaves retries
 * to its caller.
 */
public interface Fetcher extends AutoCloseable {

    /**
     * Opens what the URI points at. Size and content are the reader's to check ({@link
     * BoundedReader}).
     *
     * @return an open stream; the caller closes it
     * @throws FetchException when there is nothing to read
     */
    FetchStream open(URI uri) throws FetchException;

    @Override
    default void close() {}
}
