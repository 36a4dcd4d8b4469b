package ke.co.datacraft.cv.contracts.encryption;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads plain bytes and gives what is to be stored: a header and segments of 64 KiB, each with a
 * tag of 16 bytes. Holds two segments at most. Not for several threads at once.
 *
 * <p>The storage of the bridge does this for whoever puts an object there.
 */
public final class EncryptingInputStream extends SegmentedInputStream {

    private final ObjectHeader header;
    private final SegmentCipher cipher;
    private final byte[] plain;
    private final byte[] encrypted;
    private long number;
    private int held;
    private boolean finished;

    /**
     * @param plain what to encrypt; closed with this stream
     * @param keys the first encrypts
     * @param owner whom the object belongs to, in its key ({@code ObjectNames.of} of the tenant);
     *     it opens for no other
     */
    public EncryptingInputStream(InputStream plain, EncryptionKeys keys, String owner) {
        this(plain, keys.current(), ObjectHeader.create(keys.current().id()), owner);
    }

    EncryptingInputStream(InputStream plain, EncryptionKey key, ObjectHeader header, String owner) {
        super(plain);
        this.header = header;
        this.cipher = new SegmentCipher(key, header, owner);
        this.plain = new byte[header.segmentBytes() + 1];
        this.encrypted = new byte[header.segmentBytes() + SegmentCipher.TAG_BYTES];
    }

    /** How many bytes so many plain bytes become. */
    public static long storedLength(long plainLength, EncryptionKeys keys) {
        if (!keys.isEnabled()) {
            return plainLength;
        }
        long segment = ObjectHeader.SEGMENT_BYTES;
        long segments = Math.max(1, (plainLength + segment - 1) / segment);
        return ObjectHeader.length(keys.current().id())
                + plainLength
                + segments * SegmentCipher.TAG_BYTES;
    }

    /** No object of so many plain bytes is stored in more bytes, whatever its key. */
    public static long maxStoredLength(long plainLength) {
        long segment = ObjectHeader.SEGMENT_BYTES;
        long segments = Math.max(1, (plainLength + segment - 1) / segment);
        return ObjectHeader.length("")
                + EncryptionKey.MAX_ID
                + plainLength
                + segments * SegmentCipher.TAG_BYTES;
    }

    @Override
    void begin(InputStream from) {
        offer(header.bytes(), header.bytes().length);
    }

    @Override
    boolean next(InputStream from) throws IOException {
        if (finished) {
            return false;
        }
        // One byte more than the segment tells whether it is the last.
        held += from.readNBytes(plain, held, plain.length - held);
        finished = held < plain.length;
        int length = Math.min(held, header.segmentBytes());
        offer(encrypted, cipher.encrypt(number++, finished, plain, length, encrypted));
        plain[0] = plain[header.segmentBytes()];
        held = 1;
        return true;
    }
}
