package ke.co.datacraft.cv.bridge.storage;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key. A key is one or more names separated by {@code /}; see {@link ObjectKeys}. Every
 * method throws {@link IOException} when the storage cannot be reached.
 */
public interface ObjectStorage extends AutoCloseable {

    /** What a reference to an object says; VisionJob fetches it from there. */
    String uriOf(String key);

    /** Key of a URI that points into this storage; empty for any other, however it is written. */
    Optional<String> keyOf(String uri);

    /**
     * Stores what a stream gives, of any length and with bounded memory. An object is there as a
     * whole or not at all: when the stream fails, nothing stays.
     *
     * @param body read to its end, not closed
     * @return bytes stored
     */
    long put(String key, InputStream body) throws IOException;

    /**
     * The object's bytes.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    InputStream get(String key) throws IOException;

    /**
     * Some of the object's bytes.
     *
     * @param offset first byte, from 0
     * @param length most bytes, at least 1; fewer come where the object ends
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    InputStream get(String key, long offset, long length) throws IOException;

    /** Deletes the object; whether there was one matters not. */
    void delete(String key) throws IOException;

    /** Whether there is such an object. */
    boolean exists(String key) throws IOException;

    /**
     * Keys that begin with a prefix, in order.
     *
     * @param prefix names separated by {@code /}, ending in one
     * @param after key behind which to begin, or null
     * @param max most keys
     */
    List<String> list(String prefix, String after, int max) throws IOException;

    /**
     * Names directly below a prefix that other names follow, in order: of {@code a/b/c} and {@code
     * a/d} it is {@code b} below {@code a/}.
     *
     * @param prefix names separated by {@code /}, ending in one
     */
    List<String> folders(String prefix) throws IOException;

    /**
     * Deletes the objects below a prefix that were written last before a time, and what is left of
     * such that were never finished.
     *
     * @param prefix names separated by {@code /}, ending in one
     * @return how many there were
     */
    int deleteBefore(String prefix, Instant time) throws IOException;

    /** Returns when the storage can be written to, as far as can be told without writing. */
    void check() throws IOException;

    @Override
    void close();
}
