package ke.co.datacraft.cv.operators.camera.store;

import java.io.IOException;
import java.time.Duration;

/**
 * Keeps frames. Safe for many threads. Redis forgets them by itself, of object storage the bridge
 * removes them.
 */
public interface FrameStore extends AutoCloseable {

    /**
     * Keeps a frame; one with the same key takes its place.
     *
     * @param key which frame it is
     * @param jpeg its bytes
     * @param keep how long it is kept, at least
     * @return where it is, as {@link #address} says
     * @throws IOException when the store is away or refuses it; the frame can be tried again
     */
    String put(FrameKey key, byte[] jpeg, Duration keep) throws IOException;

    /** Where a frame is or would be, as a URI; always the same for the same key. */
    String address(FrameKey key);

    @Override
    void close();
}
