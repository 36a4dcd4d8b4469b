package ke.co.datacraft.cv.operators.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Bytes on their way.
 *
 * @param body what to read
 * @param length length in bytes as the store tells it, or -1 when it does not
 * @param abort ends a read that hangs, called from another thread; the read then fails
 */
public record FetchStream(InputStream body, long length, Runnable abort) implements Closeable {

    /** Rejects absent parts. */
    public FetchStream {
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(abort, "abort");
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
