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
    private final String owner;
    private ObjectHeader header;
    private SegmentCipher cipher;
    private byte[] encrypted;
    private byte[] decrypted;
    private int held;
    private long number;
    private boolean inside;
    private boolean finished;

    /**
     * @param stored what to decrypt; closed with this stream
     * @param keys all of them decrypt
     * @param owner whom the object belongs to, in its key ({@code ObjectNames.of} of the tenant)
     */
    public DecryptingInputStream(InputStream stored, EncryptionKeys keys, String owner) {
        super(stored);
        this.keys = Objects.requireNonNull(keys, "keys");
        this.owner = Objects.requireNonNull(owner, "owner");
    }

    /** Begins at a segment of an object whose header was read. */
    DecryptingInputStream(
            InputStream stored, EncryptionKeys keys, String owner, ObjectHeader header, long number)
            throws DecryptionException {
        this(stored, keys, owner);
        prepare(header);
        this.number = number;
        this.inside = true;
    }

    /** Whether bytes begin like an encrypted object. */
    public static boolean isEncrypted(byte[] beginning) {
        byte[] magic = ObjectHeader.MAGIC;
        return beginning.length >= magic.length
                && Arrays.equals(beginning, 0, magic.length, magic, 0, magic.length);
    }

    /**
     * Whether what is stored is encrypted; looks at its beginning.
     *
     * @throws DecryptionException when its key is missing
     */
    public boolean isEncrypted() throws IOException {
        beginOnce();
        return header != null;
    }

    /**
     * How many plain bytes there are in all; looks at the beginning.
     *
     * @param storedLength length of what is stored, or -1 where it is not known
     * @return -1 where it cannot be told
     * @throws DecryptionException when its key is missing
     */
    public long plainLength(long storedLength) throws IOException {
        beginOnce();
        if (header == null || storedLength < 0) {
            return storedLength;
        }
        long body = storedLength - header.bytes().length;
        long segment = header.segmentBytes() + SegmentCipher.TAG_BYTES;
        long segments = (body + segment - 1) / segment;
        return Math.max(-1, body - segments * SegmentCipher.TAG_BYTES);
    }

    @Override
    void begin(InputStream from) throws IOException {
        if (inside) {
            return;
        }
        byte[] beginning = from.readNBytes(ObjectHeader.MAGIC.length);
        if (!isEncrypted(beginning)) {
            offer(beginning, beginning.length);
            return;
        }
        prepare(ObjectHeader.readAfterMagic(from));
    }

    private void prepare(ObjectHeader read) throws DecryptionException {
        cipher = new SegmentCipher(keys.find(read.keyId()), read, owner);
        encrypted = new byte[read.segmentBytes() + SegmentCipher.TAG_BYTES + 1];
        decrypted = new byte[read.segmentBytes()];
        header = read;
    }

    @Override
    boolean isTransparent() {
        return header == null;
    }

    @Override
    boolean next(InputStream from) throws IOException {
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
