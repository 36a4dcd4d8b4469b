package ke.co.datacraft.cv.operators.camera.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.encryption.EncryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;

/** Frames of another store, encrypted for their tenant. */
public final class EncryptingFrameStore implements FrameStore {

    private final FrameStore store;
    private final EncryptionKeys keys;

    /** Encrypts with the first of the keys; the store is closed together with this one. */
    public EncryptingFrameStore(FrameStore store, EncryptionKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public String put(FrameKey key, byte[] jpeg, Duration keep) throws IOException {
        try (InputStream encrypted =
                new EncryptingInputStream(
                        new ByteArrayInputStream(jpeg), keys, ObjectNames.of(key.tenantId()))) {
            return store.put(key, encrypted.readAllBytes(), keep);
        }
    }

    @Override
    public String address(FrameKey key) {
        return store.address(key);
    }

    @Override
    public void close() {
        store.close();
    }
}
