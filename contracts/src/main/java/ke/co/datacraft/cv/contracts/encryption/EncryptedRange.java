package ke.co.datacraft.cv.contracts.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A range of an object's plain bytes, for which only the segments that hold it are read. */
public final class EncryptedRange {

    /** Gives ranges of what is stored. */
    @FunctionalInterface
    public interface Source {

        /**
         * Opens a range.
         *
         * @param offset first byte, from 0
         * @param length most bytes; fewer come where the object ends
         */
        InputStream open(long offset, long length) throws IOException;
    }

    private EncryptedRange() {}

    /**
     * Opens a range of plain bytes; of an object that is not encrypted, the range itself.
     *
     * @param source what is stored
     * @param keys all of them decrypt
     * @param owner whom the object belongs to
     * @param offset first plain byte, from 0, within the object
     * @param length most plain bytes, at least 1; fewer come where the object ends
     * @return a stream that fails with {@link DecryptionException} where the object was changed
     */
    public static InputStream open(
            Source source, EncryptionKeys keys, String owner, long offset, long length)
            throws IOException {
        ObjectHeader header = header(source);
        if (header == null) {
            return source.open(offset, length);
        }
        long plainSegment = header.segmentBytes();
        long storedSegment = plainSegment + SegmentCipher.TAG_BYTES;
        long first = offset / plainSegment;
        long count = (offset + length - 1) / plainSegment - first + 1;
        // One byte more tells whether the last of them is the object's last.
        InputStream stored =
                source.open(
                        header.bytes().length + first * storedSegment, count * storedSegment + 1);
        InputStream plain = new DecryptingInputStream(stored, keys, owner, header, first);
        try {
            plain.skipNBytes(offset - first * plainSegment);
            return new FirstBytes(plain, length);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Id of the key that encrypted an object.
     *
     * @param source what is stored
     * @return empty where it is plain
     */
    public static Optional<String> keyId(Source source) throws IOException {
        return Optional.ofNullable(header(source)).map(ObjectHeader::keyId);
    }

    private static ObjectHeader header(Source source) throws IOException {
        byte[] beginning;
        try (InputStream stored = source.open(0, ObjectHeader.MAX_LENGTH)) {
            beginning = stored.readNBytes(ObjectHeader.MAX_LENGTH);
        }
        if (!DecryptingInputStream.isEncrypted(beginning)) {
            return null;
        }
        InputStream rest = new ByteArrayInputStream(beginning);
        rest.skipNBytes(ObjectHeader.MAGIC.length);
        return ObjectHeader.readAfterMagic(rest);
    }

    /** The first bytes of another stream. */
    private static final class FirstBytes extends InputStream {

        private final InputStream stream;
        private long left;

        private FirstBytes(InputStream stream, long length) {
            this.stream = stream;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && length > 0) {
                return -1;
            }
            int read = stream.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
