package ke.co.datacraft.cv.contracts.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands before the segments of an encrypted object: eight magic bytes that no format of
 * images or documents begins with, version 1, the logarithm of the segment's size, length and
 * letters of the key's id, a salt of 16 bytes and a nonce prefix of 7.
 *
 * @param bytes the header as it is stored; it goes into the derivation of the object's key, so that
 *     a changed header opens nothing
 * @param keyId id of the key
 * @param segmentBytes plain bytes of every segment but the last
 */
record ObjectHeader(byte[] bytes, String keyId, int segmentBytes) {

    static final byte[] MAGIC = {(byte) 0x8e, 'C', 'V', 'E', '\r', '\n', 0x1a, '\n'};

    /** Plain bytes of every segment but the last of new objects. */
    static final int SEGMENT_BYTES = 1 << 16;

    private static final int VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final int PREFIX_BYTES = 7;
    private static final int FIXED_BYTES = MAGIC.length + 3;
    private static final int MIN_SEGMENT = 12;
    private static final int MAX_SEGMENT = 20;

    /** No header is longer. */
    static final int MAX_LENGTH = FIXED_BYTES + EncryptionKey.MAX_ID + SALT_BYTES + PREFIX_BYTES;

    /** A header for a new object. */
    static ObjectHeader create(String keyId) {
        byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes =
                ByteBuffer.allocate(FIXED_BYTES + id.length + SALT_BYTES + PREFIX_BYTES)
                        .put(MAGIC)
                        .put((byte) VERSION)
                        .put((byte) Integer.numberOfTrailingZeros(SEGMENT_BYTES))
                        .put((byte) id.length)
                        .put(id)
                        .put(KeyDerivation.random(SALT_BYTES + PREFIX_BYTES))
                        .array();
        return new ObjectHeader(bytes, keyId, SEGMENT_BYTES);
    }

    /**
     * Reads what follows the magic bytes.
     *
     * @throws DecryptionException when it ends early or has a form that is not known
     */
    static ObjectHeader readAfterMagic(InputStream in) throws IOException {
        byte[] fixed = Arrays.copyOf(MAGIC, FIXED_BYTES);
        readFully(in, fixed, MAGIC.length);
        int version = fixed[MAGIC.length];
        int segment = fixed[MAGIC.length + 1];
        int idLength = fixed[MAGIC.length + 2];
        if (version != VERSION
                || segment < MIN_SEGMENT
                || segment > MAX_SEGMENT
                || idLength < 1
                || idLength > EncryptionKey.MAX_ID) {
            throw DecryptionException.unknownForm("it is encrypted in an unknown form " + version);
        }
        byte[] bytes = Arrays.copyOf(fixed, FIXED_BYTES + idLength + SALT_BYTES + PREFIX_BYTES);
        readFully(in, bytes, FIXED_BYTES);
        String id = new String(bytes, FIXED_BYTES, idLength, StandardCharsets.US_ASCII);
        if (!EncryptionKey.ID.matcher(id).matches()) {
            throw DecryptionException.unknownForm("it names a key in an unknown form");
        }
        return new ObjectHeader(bytes, id, 1 << segment);
    }

    private static void readFully(InputStream in, byte[] bytes, int from) throws IOException {
        if (in.readNBytes(bytes, from, bytes.length - from) < bytes.length - from) {
            throw new DecryptionException(
                    null, "it ends within its first bytes; restore it from a backup");
        }
    }

    /** Length of the header of an object that this key encrypts. */
    static int length(String keyId) {
        return FIXED_BYTES + keyId.length() + SALT_BYTES + PREFIX_BYTES;
    }

    byte[] salt() {
        int from = bytes.length - PREFIX_BYTES - SALT_BYTES;
        return Arrays.copyOfRange(bytes, from, from + SALT_BYTES);
    }

    byte[] noncePrefix() {
        return Arrays.copyOfRange(bytes, bytes.length - PREFIX_BYTES, bytes.length);
    }
}
