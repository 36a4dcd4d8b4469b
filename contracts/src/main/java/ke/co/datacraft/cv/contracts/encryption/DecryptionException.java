package ke.co.datacraft.cv.contracts.encryption;

import java.io.IOException;

/** What is stored cannot be read with the keys at hand. The message names the cure, never a key. */
public final class DecryptionException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String keyId;

    /**
     * @param keyId id of the key that it was encrypted with, or null where that cannot be told
     * @param message what is wrong, and the cure
     */
    DecryptionException(String keyId, String message) {
        super(message);
        this.keyId = keyId;
    }

    /** The key is none of those at hand. */
    static DecryptionException unknownKey(String keyId) {
        return new DecryptionException(
                keyId,
                "it is encrypted with the key '"
                        + keyId
                        + "', which CV_ENCRYPTION_KEY does not hold; add that key after the first"
                        + " one, by a comma, in the form id:base64");
    }

    /** The key is there, and does not open it. */
    static DecryptionException altered(String keyId, String what) {
        return new DecryptionException(
                keyId,
                what
                        + " does not open with the key '"
                        + keyId
                        + "': it was altered or cut short, belongs to another tenant or row, or"
                        + " CV_ENCRYPTION_KEY holds another key under that id; restore it from a"
                        + " backup, or give the key its id back");
    }

    /** It is in a form that this release does not know. */
    static DecryptionException unknownForm(String what) {
        return new DecryptionException(
                null, what + "; read it with the release that wrote it, or a newer one");
    }

    /** Id of the key that it was encrypted with, or null where that cannot be told. */
    public String keyId() {
        return keyId;
    }
}
