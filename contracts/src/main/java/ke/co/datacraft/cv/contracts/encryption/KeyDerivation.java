package ke.co.datacraft.cv.contracts.encryption;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** Keys made of keys (HKDF with SHA-256, RFC 5869) and of texts (PBKDF2, RFC 8018). */
final class KeyDerivation {

    static final int KEY_BYTES = 32;

    private static final String HMAC = "HmacSHA256";
    // What OWASP asks of PBKDF2 with SHA-256; it runs once per process.
    private static final int ITERATIONS = 600_000;
    // Fixed, because every process must come to the same key with nothing but the text.
    private static final byte[] TEXT_SALT =
            "ke.co.datacraft.cv.encryption.v1".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyDerivation() {}

    /** HKDF-Extract; an absent salt is one of zeros. */
    static byte[] extract(byte[] salt, byte[] key) {
        return hmac(salt.length == 0 ? new byte[KEY_BYTES] : salt, key);
    }

    /** HKDF-Expand to one block. */
    static byte[] expand(byte[] pseudoRandomKey, byte[] info) {
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return hmac(pseudoRandomKey, block);
    }

    /** The key that a text stands for: PBKDF2 with HMAC-SHA-256, 600 000 rounds, fixed salt. */
    static byte[] ofText(String text) {
        PBEKeySpec specification =
                new PBEKeySpec(text.toCharArray(), TEXT_SALT, ITERATIONS, KEY_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(specification)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2", e);
        } finally {
            specification.clearPassword();
        }
    }

    /** So many random bytes. */
    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }
}
