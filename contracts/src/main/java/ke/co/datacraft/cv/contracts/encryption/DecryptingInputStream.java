package ke.co.datacraft.cv.contracts.encryption;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads what is stored and gives the plain bytes. What does not begin with the magic bytes was
 * stored without encryption and passes unchanged. No byte is given before its segment was found
 * genuine, and an object that was cut short ends in a {@link DecryptionException}, never silently.
 * Holds two segments at most. Not for several threads at once.
 */
public final class DecryptingInputStream extends SegmentedInputStream {

    private final EncryptionKeys keys;
    private final String tenantId;
    private boolean begun;
    private boolean plain;
    private ObjectHeader header;
    private SegmentCipher cipher;
    private byte[] encrypted;
    private byte[] decrypted;
    private int held;
    private long number;
    private boolean finished;

    /**
     * @param stored what to decrypt; closed with this stream
     * @param keys all of them decrypt
     * @param tenantId whom the object belongs to
     */
    public DecryptingInputStream(InputStream stored, EncryptionKeys keys, String tenantId) {
        super(stored);
        this.keys = Objects.requireNonNull(keys, "keys");
        this.tenantId = Objects.requireNonNull(tenantId, "tenantId");
    }

    /** Whether bytes begin like an encrypted object. */
    public static boolean isEncrypted(byte[] beginning) {
        byte[] magic = ObjectHeader.MAGIC;
        return beginning.length >= magic.length
                && Arrays.equals(beginning, 0, magic.length, magic, 0, magic.length);
    }

    @Override
    boolean next(InputStream from) throws IOException {
        if (!begun) {
            begun = true;
            byte[] beginning = from.readNBytes(ObjectHeader.MAGIC.length);
            plain = !isEncrypted(beginning);
            if (plain) {
                offer(beginning, beginning.length);
                return beginning.length > 0;
            }
            begin(from);
        }
        return plain ? pass(from) : open(from);
    }

    private void begin(InputStream from) throws IOException {
        header = ObjectHeader.readAfterMagic(from);
        cipher = new SegmentCipher(keys.find(header.keyId()), header, tenantId);
        encrypted = new byte[header.segmentBytes() + SegmentCipher.TAG_BYTES + 1];
        decrypted = new byte[header.segmentBytes()];
    }

    private boolean pass(InputStream from) throws IOException {
        if (decrypted == null) {
            decrypted = new byte[8192];
        }
        int count = from.read(decrypted);
        offer(decrypted, Math.max(0, count));
        return count >= 0;
    }

    private boolean open(InputStream from) throws IOException {
        if (finished) {
            return false;
        }
        held += from.readNBytes(encrypted, held, encrypted.length - held);
        // One byte more than the segment tells whether it is the last.
        finished = held < encrypted.length;
        int length = Math.min(held, encrypted.length - 1);
        offer(decrypted, cipher.decrypt(number++, finished, encrypted, length, decrypted));
        encrypted[0] = encrypted[encrypted.length - 1];
        held = 1;
        return true;
    }
}
