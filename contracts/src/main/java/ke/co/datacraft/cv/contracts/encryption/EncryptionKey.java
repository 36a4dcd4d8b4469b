package ke.co.datacraft.cv.contracts.encryption;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One key of {@code CV_ENCRYPTION_KEY}. It encrypts nothing itself: keys for objects and texts are
 * derived from it.
 *
 * @param id 1 to 32 letters, digits, dots, hyphens or underscores; stands in clear in what is
 *     encrypted
 * @param secret 32 bytes
 */
record EncryptionKey(String id, byte[] secret) implements Serializable {

    static final int MAX_ID = 32;
    static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_ID + "}");

    private static final byte[] NO_SALT = {};
    private static final byte[] ID_LABEL = "cv key id".getBytes(StandardCharsets.US_ASCII);

    /** A key without a name of its own: a digest that tells nothing of the key names it. */
    static EncryptionKey unnamed(byte[] secret) {
        byte[] digest = KeyDerivation.expand(KeyDerivation.extract(NO_SALT, secret), ID_LABEL);
        return new EncryptionKey("k" + HexFormat.of().formatHex(digest, 0, 4), secret);
    }

    /** The key for one purpose, 32 bytes. */
    byte[] derive(byte[] salt, byte[] info) {
        return KeyDerivation.expand(KeyDerivation.extract(salt, secret), info);
    }

    /** The key for one purpose, without salt. */
    byte[] derive(byte[] info) {
        return derive(NO_SALT, info);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionKey key
                && id.equals(key.id)
                && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "EncryptionKey[id=" + id + "]";
    }
}
