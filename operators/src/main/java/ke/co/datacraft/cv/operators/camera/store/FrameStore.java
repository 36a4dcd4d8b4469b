package ke.co.datacraft.cv.operators.camera.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Keeps frames. Safe for many threads. */
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

    /**
     * Removes the frames of a source that were taken in hours which were over before a time. A
     * store that forgets by itself does nothing.
     *
     * @return how many were removed
     * @throws IOException when the store is away; what was removed stays so
     */
    int removeBefore(String tenantId, String sourceId, Instant time) throws IOException;

    @Override
    void close();
}
