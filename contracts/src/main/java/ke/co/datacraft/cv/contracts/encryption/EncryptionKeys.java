package ke.co.datacraft.cv.contracts.encryption;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of an installation: the first encrypts, all of them decrypt. To change keys, put the new
 * one before the old one; the old one can go when nothing is encrypted with it any more.
 */
public final class EncryptionKeys implements Serializable {

    /** No keys: nothing is encrypted. */
    public static final EncryptionKeys NONE = new EncryptionKeys(List.of(), List.of());

    private static final long serialVersionUID = 1L;

    private final List<EncryptionKey> keys;
    private final List<String> warnings;

    EncryptionKeys(List<EncryptionKey> keys, List<String> warnings) {
        this.keys = List.copyOf(keys);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads {@code CV_ENCRYPTION_KEY}: a list by commas of {@code id:key}, or of keys alone, whose
     * ids are then derived from them. A key is 32 bytes in Base64 (43 or 44 characters) or in
     * hexadecimal digits (64). Any other text of at least 32 characters without comma and colon is
     * taken too, as settings of older releases were: its key is PBKDF2 with HMAC-SHA-256 of it, in
     * 600 000 rounds with a fixed salt.
     *
     * @param text the setting; null or blank for {@link #NONE}
     * @throws IllegalArgumentException naming what is wrong and the cure, never a part of the text
     */
    public static EncryptionKeys parse(String text) {
        if (text == null || text.isBlank()) {
            return NONE;
        }
        String[] parts = text.strip().split(",", -1);
        List<EncryptionKey> keys = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            KeyText part = new KeyText(parts[i].strip(), i + 1, parts.length);
            EncryptionKey key = part.key();
            if (keys.stream().anyMatch(other -> other.id().equals(key.id()))) {
                throw part.wrong("has the id of another key", "give each key an id of its own");
            }
            keys.add(key);
            part.warning().ifPresent(warnings::add);
        }
        return new EncryptionKeys(keys, warnings);
    }

    /** Whether there is a key, so that what is stored from now on is encrypted. */
    public boolean isEnabled() {
        return !keys.isEmpty();
    }

    /** Ids in their order; the first is that of the key that encrypts. */
    public List<String> ids() {
        return keys.stream().map(EncryptionKey::id).toList();
    }

    /** What is not wrong but should be known, for the log at start; without any part of a key. */
    public List<String> warnings() {
        return warnings;
    }

    /** The key that encrypts. */
    EncryptionKey current() {
        if (keys.isEmpty()) {
            throw new IllegalStateException("there is no key; set CV_ENCRYPTION_KEY");
        }
        return keys.get(0);
    }

    /**
     * The key of this id.
     *
     * @throws DecryptionException when there is none
     */
    EncryptionKey find(String id) throws DecryptionException {
        for (EncryptionKey key : keys) {
            if (key.id().equals(id)) {
                return key;
            }
        }
        throw DecryptionException.unknownKey(id);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionKeys that && keys.equals(that.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    /** The ids. */
    @Override
    public String toString() {
        return "EncryptionKeys" + ids();
    }
}
