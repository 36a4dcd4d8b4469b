package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;

/** The bytes of a file, read at any offset; an offset beyond the end is a truncated file. */
final class HeaderBytes {

    private final ByteBuffer bytes;
    private final ImageFormat format;

    /**
     * @param source the file from its position to its limit; neither is moved
     * @param format named in messages
     * @param order byte order of the numbers
     */
    HeaderBytes(ByteBuffer source, ImageFormat format, ByteOrder order) {
        this.bytes = source.slice().order(order);
        this.format = format;
    }

    /** Byte order of the numbers. */
    ByteOrder order() {
        return bytes.order();
    }

    /** Length of the file. */
    int length() {
        return bytes.limit();
    }

    /** An unsigned byte. */
    int unsignedByte(long offset) {
        return bytes.get(checked(offset, 1)) & 0xff;
    }

    /** An unsigned 16-bit number. */
    int unsignedShort(long offset) {
        return bytes.getShort(checked(offset, 2)) & 0xffff;
    }

    /** An unsigned 24-bit number; for little-endian files only. */
    int unsignedMedium(long offset) {
        return unsignedShort(offset) | unsignedByte(offset + 2) << 16;
    }

    /** A signed 32-bit number. */
    int signedInt(long offset) {
        return bytes.getInt(checked(offset, 4));
    }

    /** An unsigned 32-bit number. */
    long unsignedInt(long offset) {
        return signedInt(offset) & 0xffffffffL;
    }

    /** A 64-bit number that must be an offset or a count, so not negative. */
    long offset64(long offset) {
        long value = bytes.getLong(checked(offset, 8));
        if (value < 0) {
            throw corrupt("holds the impossible offset " + Long.toUnsignedString(value));
        }
        return value;
    }

    /** Whether this text stands at the offset; false when the file ends before. */
    boolean hasText(long offset, String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        if (offset < 0 || offset + expected.length > length()) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes.get((int) offset + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** A part of the file, to its end or for the length, whichever is shorter. */
    ByteBuffer part(long offset, long length) {
        int start = (int) Math.min(offset, length());
        return bytes.slice(start, (int) Math.min(length, length() - (long) start));
    }

    /** The error of a file that begins like an image and then does not hold one. */
    InferenceException corrupt(String what) {
        return new InferenceException(
                Reason.CORRUPT_IMAGE,
                "The " + format + " " + what + "; send the file again or repair it.");
    }

    private int checked(long offset, int size) {
        if (offset < 0 || offset + size > length()) {
            throw corrupt(
                    "ends after " + length() + " bytes, where its header points to byte " + offset);
        }
        return (int) offset;
    }
}
