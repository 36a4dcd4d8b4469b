package ke.co.datacraft.cv.contracts.encryption;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts single texts of rows, as {@code enc:v1:<key id>:<Base64 of nonce, text and tag>} with
 * AES-256-GCM under a key of the place's own, so that a text opens in its tenant, row and column
 * only. Without keys texts stay as they are, but for those that look encrypted: they get {@code
 * enc:v0:} before them, so that no text is ever mistaken for another's. Safe for many threads.
 */
public final class FieldCipher implements Serializable {

    /** What every encrypted text begins with. */
    public static final String PREFIX = "enc:v1:";

    /** Writes plain texts, and reads only those. */
    public static final FieldCipher NONE = new FieldCipher(EncryptionKeys.NONE);

    private static final long serialVersionUID = 1L;
    private static final Pattern RESERVED = Pattern.compile("enc:v\\d+:");
    private static final String PLAIN = "enc:v0:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final byte[] LABEL = "cv field v1".getBytes(StandardCharsets.US_ASCII);

    private final EncryptionKeys keys;

    /**
     * A place that holds a text; it is no secret, and the text opens nowhere else.
     *
     * @param tenantId owner
     * @param row id of the row, or key of the value
     * @param column name of the column or field
     */
    public record Place(String tenantId, String row, String column) {

        /** Rejects absent parts. */
        public Place {
            Objects.requireNonNull(tenantId, "tenantId");
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(column, "column");
        }

        /** The parts with their lengths before them, so that no two places are alike. */
        private byte[] label() {
            byte[] tenant = tenantId.getBytes(StandardCharsets.UTF_8);
            byte[] id = row.getBytes(StandardCharsets.UTF_8);
            byte[] name = column.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(LABEL.length + 12 + tenant.length + id.length + name.length)
                    .put(LABEL)
                    .putInt(tenant.length)
                    .put(tenant)
                    .putInt(id.length)
                    .put(id)
                    .putInt(name.length)
                    .put(name)
                    .array();
        }
    }

    /**
     * @param keys the first encrypts, all decrypt
     */
    public FieldCipher(EncryptionKeys keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    /** Whether texts are encrypted from now on. */
    public boolean isEnabled() {
        return keys.isEnabled();
    }

    /**
     * The text as it is to be stored.
     *
     * @param text null stays null
     */
    public String encrypt(Place place, String text) {
        if (text == null) {
            return null;
        }
        if (!keys.isEnabled()) {
            return isReserved(text) ? PLAIN + text : text;
        }
        EncryptionKey key = keys.current();
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        byte[] nonce = KeyDerivation.random(NONCE_BYTES);
        byte[] out = new byte[NONCE_BYTES + plain.length + TAG_BYTES];
        System.arraycopy(nonce, 0, out, 0, NONCE_BYTES);
        try {
            cipher(Cipher.ENCRYPT_MODE, key, place, nonce)
                    .doFinal(plain, 0, plain.length, out, NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM takes every text", e);
        }
        return PREFIX + key.id() + ':' + Base64.getEncoder().withoutPadding().encodeToString(out);
    }

    /**
     * JSON as it is to be stored in a JSON column: encrypted, it is a JSON string.
     *
     * @param json an object or array; null stays null
     */
    public String encryptJson(Place place, String json) {
        return json == null || !keys.isEnabled() ? json : '"' + encrypt(place, json) + '"';
    }

    /**
     * The text that was encrypted; plain texts pass.
     *
     * @param stored null stays null
     * @throws DecryptionException when its key is missing or it is not what was written here
     */
    public String decrypt(Place place, String stored) throws DecryptionException {
        if (stored == null || !isReserved(stored)) {
            return stored;
        }
        if (stored.startsWith(PLAIN)) {
            return stored.substring(PLAIN.length());
        }
        int colon = stored.indexOf(':', PREFIX.length());
        if (!stored.startsWith(PREFIX) || colon < 0) {
            throw DecryptionException.unknownForm("a text is encrypted in an unknown form");
        }
        EncryptionKey key = keys.find(stored.substring(PREFIX.length(), colon));
        return open(key, place, bytes(key, stored.substring(colon + 1)));
    }

    /**
     * The JSON that was encrypted; plain JSON passes.
     *
     * @param stored JSON of the column; null stays null
     * @throws DecryptionException as {@link #decrypt}
     */
    public String decryptJson(Place place, String stored) throws DecryptionException {
        return isEncryptedJson(stored)
                ? decrypt(place, stored.substring(1, stored.length() - 1))
                : stored;
    }

    /** Whether a value of a JSON column is an encrypted one. */
    public static boolean isEncryptedJson(String stored) {
        return stored != null && stored.startsWith('"' + PREFIX) && stored.endsWith("\"");
    }

    private static boolean isReserved(String text) {
        return text.startsWith("enc:v") && RESERVED.matcher(text).lookingAt();
    }

    private static byte[] bytes(EncryptionKey key, String base64) throws DecryptionException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw DecryptionException.altered(key.id(), "a text");
        }
    }

    private static String open(EncryptionKey key, Place place, byte[] stored)
            throws DecryptionException {
        if (stored.length < NONCE_BYTES + TAG_BYTES) {
            throw DecryptionException.altered(key.id(), "a text");
        }
        byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
        try {
            byte[] plain =
                    cipher(Cipher.DECRYPT_MODE, key, place, nonce)
                            .doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw DecryptionException.altered(key.id(), "a text");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM takes every text", e);
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, Place place, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(key.derive(place.label()), "AES"),
                new GCMParameterSpec(TAG_BYTES * 8, nonce));
        return cipher;
    }
}
