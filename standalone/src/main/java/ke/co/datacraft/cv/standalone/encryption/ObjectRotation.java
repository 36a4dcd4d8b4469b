package ke.co.datacraft.cv.standalone.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.bridge.storage.EncryptedObjectStorage;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;

/**
 * Uploads, counted by key and encrypted anew with the first key. An object is replaced as a whole.
 */
public final class ObjectRotation {

    private static final String TENANTS = "tenants/";
    private static final int PAGE = 500;

    private final EncryptedObjectStorage storage;

    /**
     * @param storage with the keys
     */
    public ObjectRotation(EncryptedObjectStorage storage) {
        this.storage = storage;
    }

    private interface Visitor {
        void visit(String key, String keyId) throws IOException;
    }

    private void visit(Visitor visitor) throws IOException {
        String after = null;
        List<String> keys;
        do {
            keys = storage.list(TENANTS, after, PAGE);
            for (String key : keys) {
                visitor.visit(key, storage.keyId(key).orElse(Rotated.PLAIN));
                after = key;
            }
        } while (!keys.isEmpty());
    }

    /** Objects by key id; plain ones under {@link Rotated#PLAIN}. */
    public Map<String, Long> count() throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        visit((key, keyId) -> counts.merge(keyId, 1L, Long::sum));
        return counts;
    }

    /**
     * Encrypts anew what another key encrypted.
     *
     * @param keys those of the storage
     * @param withPlain whether plain objects are encrypted, too
     */
    public Rotated run(EncryptionKeys keys, boolean withPlain) throws IOException {
        String current = keys.ids().get(0);
        Rotated rotated = new Rotated();
        visit(
                (key, keyId) -> {
                    boolean isPlain = keyId.equals(Rotated.PLAIN);
                    if (isPlain ? withPlain : !keyId.equals(current)) {
                        replace(key, rotated);
                    }
                });
        return rotated;
    }

    private void replace(String key, Rotated rotated) throws IOException {
        try (InputStream object = storage.get(key)) {
            storage.put(key, object);
            rotated.changed(1);
        } catch (DecryptionException e) {
            rotated.failed(key + ": " + e.getMessage());
        }
    }
}
