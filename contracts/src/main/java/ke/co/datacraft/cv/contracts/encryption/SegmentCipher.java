package ke.co.datacraft.cv.contracts.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The segments of one object in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár:
 * "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015): each is
 * AES-256-GCM with a nonce of prefix, number and a mark of the last one. A segment that is altered,
 * moved, left out or cut off therefore does not open. Every object has a key of its own, derived
 * from salt, header and context.
 */
final class SegmentCipher {

    static final int TAG_BYTES = 16;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final byte[] LABEL = "cv object v1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;
    private final byte[] prefix;
    private final String keyId;
    private final Cipher cipher;

    /**
     * @param key the key that the header names
     * @param header of the object
     * @param context whom the object belongs to
     */
    SegmentCipher(EncryptionKey key, ObjectHeader header, String context) {
        byte[] owner = context.getBytes(StandardCharsets.UTF_8);
        byte[] info =
                ByteBuffer.allocate(LABEL.length + header.bytes().length + owner.length)
                        .put(LABEL)
                        .put(header.bytes())
                        .put(owner)
                        .array();
        this.key = new SecretKeySpec(key.derive(header.salt(), info), "AES");
        this.prefix = header.noncePrefix();
        this.keyId = key.id();
        try {
            this.cipher = Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /**
     * Encrypts a segment.
     *
     * @param number of the segment, from 0
     * @param last whether none follows
     * @param plain holds the segment from its beginning
     * @param length of the segment
     * @param out takes {@code length + 16} bytes
     * @return bytes written
     */
    int encrypt(long number, boolean last, byte[] plain, int length, byte[] out) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, nonce(number, last));
            return cipher.doFinal(plain, 0, length, out, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM takes every segment", e);
        }
    }

    /**
     * Decrypts a segment.
     *
     * @param number of the segment, from 0
     * @param last whether none follows
     * @param encrypted holds the segment from its beginning
     * @param length of the segment with its tag
     * @param out takes {@code length - 16} bytes
     * @return bytes written
     * @throws DecryptionException when it is not what was encrypted under this number
     */
    int decrypt(long number, boolean last, byte[] encrypted, int length, byte[] out)
            throws DecryptionException {
        if (length < TAG_BYTES) {
            throw DecryptionException.altered(keyId, "segment " + number);
        }
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, nonce(number, last));
            return cipher.doFinal(encrypted, 0, length, out, 0);
        } catch (AEADBadTagException e) {
            throw DecryptionException.altered(keyId, "segment " + number);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM takes every segment", e);
        }
    }

    private GCMParameterSpec nonce(long number, boolean last) {
        if (number < 0 || number > 0xFFFF_FFFFL) {
            throw new IllegalStateException("an object has at most 2^32 segments");
        }
        byte[] nonce =
                ByteBuffer.allocate(12)
                        .put(prefix)
                        .putInt((int) number)
                        .put((byte) (last ? 1 : 0))
                        .array();
        return new GCMParameterSpec(TAG_BYTES * 8, nonce);
    }
}
