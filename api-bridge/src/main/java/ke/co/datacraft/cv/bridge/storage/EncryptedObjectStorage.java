package ke.co.datacraft.cv.bridge.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.encryption.DecryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptedRange;
import ke.co.datacraft.cv.contracts.encryption.EncryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;

/**
 * Objects of another storage, encrypted for their tenant where there is a key. Those from before
 * the key are read as they are. Reading fails with {@link
 * ke.co.datacraft.cv.contracts.encryption.DecryptionException} where the key is missing.
 */
public final class EncryptedObjectStorage implements ObjectStorage {

    private final ObjectStorage storage;
    private final EncryptionKeys keys;

    /**
     * @param storage keeps the objects; closed with this one
     * @param keys the first encrypts, all decrypt
     */
    public EncryptedObjectStorage(ObjectStorage storage, EncryptionKeys keys) {
        this.storage = storage;
        this.keys = keys;
    }

    @Override
    public String uriOf(String key) {
        return storage.uriOf(key);
    }

    @Override
    public Optional<String> keyOf(String uri) {
        return storage.keyOf(uri);
    }

    /** Returns the plain bytes of the object. */
    @Override
    public long put(String key, InputStream body) throws IOException {
        CountedInputStream counted = new CountedInputStream(body);
        storage.put(
                key,
                keys.isEnabled()
                        ? new EncryptingInputStream(counted, keys, ObjectKeys.owner(key))
                        : counted);
        return counted.count;
    }

    @Override
    public InputStream get(String key) throws IOException {
        DecryptingInputStream object =
                new DecryptingInputStream(storage.get(key), keys, ObjectKeys.owner(key));
        try {
            // A missing key is told here and not in the middle of an answer.
            object.isEncrypted();
            return object;
        } catch (IOException e) {
            object.close();
            throw e;
        }
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        return EncryptedRange.open(
                (from, bytes) -> storage.get(key, from, bytes),
                keys,
                ObjectKeys.owner(key),
                offset,
                length);
    }

    /**
     * Id of the key that encrypted an object; empty where it is plain.
     *
     * @throws java.nio.file.NoSuchFileException when there is none
     */
    public Optional<String> keyId(String key) throws IOException {
        return EncryptedRange.keyId((from, bytes) -> storage.get(key, from, bytes));
    }

    @Override
    public void delete(String key) throws IOException {
        storage.delete(key);
    }

    @Override
    public boolean exists(String key) throws IOException {
        return storage.exists(key);
    }

    @Override
    public List<String> list(String prefix, String after, int max) throws IOException {
        return storage.list(prefix, after, max);
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        return storage.folders(prefix);
    }

    @Override
    public int deleteBefore(String prefix, Instant time) throws IOException {
        return storage.deleteBefore(prefix, time);
    }

    @Override
    public void check() throws IOException {
        storage.check();
    }

    @Override
    public void close() {
        storage.close();
    }

    private static final class CountedInputStream extends FilterInputStream {

        private long count;

        private CountedInputStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
