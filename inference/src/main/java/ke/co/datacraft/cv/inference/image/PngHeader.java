package ke.co.datacraft.cv.inference.image;

import java.util.zip.CRC32;

/** Walks the chunks of a PNG (W3C Portable Network Graphics, third edition). */
final class PngHeader {

    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private static final int FIRST_CHUNK = 8;
    private static final int CHUNK_FRAME = 12;
    private static final int COLOUR_TYPE_OFFSET = 25;

    private PngHeader() {}

    static ImageInfo read(HeaderBytes bytes) {
        if (!bytes.hasText(FIRST_CHUNK + 4, "IHDR")) {
            throw bytes.corrupt("has no header chunk (IHDR) within " + bytes.length() + " bytes");
        }
        int width = side(bytes, 16);
        int height = side(bytes, 20);
        int orientation = orientation(bytes);
        boolean swap = ExifOrientation.swapsSides(orientation);
        return new ImageInfo(
                ImageFormat.PNG,
                swap ? height : width,
                swap ? width : height,
                mode(bytes),
                orientation,
                1);
    }

    /** Checks that all chunks are there and that those which hold the picture are undamaged. */
    static void requireComplete(HeaderBytes bytes) {
        long offset = FIRST_CHUNK;
        boolean last = false;
        while (!last) {
            long length = bytes.unsignedInt(offset);
            long end = offset + CHUNK_FRAME + length;
            if (end > bytes.length()) {
                throw bytes.corrupt(
                        "is cut off after "
                                + bytes.length()
                                + " bytes; its chunk at byte "
                                + offset
                                + " goes on to byte "
                                + end);
            }
            requireChecksum(bytes, offset, length);
            last = bytes.hasText(offset + 4, "IEND");
            offset = end;
        }
    }

    private static void requireChecksum(HeaderBytes bytes, long offset, long length) {
        boolean critical = Character.isUpperCase(bytes.unsignedByte(offset + 4));
        if (!critical) {
            return;
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes.part(offset + 4, length + 4));
        if (checksum.getValue() != bytes.unsignedInt(offset + 8 + length)) {
            throw bytes.corrupt(
                    "is damaged: the checksum of the chunk at byte " + offset + " is wrong");
        }
    }

    private static int side(HeaderBytes bytes, int offset) {
        int value = bytes.signedInt(offset);
        if (value < 0) {
            throw bytes.corrupt("says that a side has " + bytes.unsignedInt(offset) + " pixels");
        }
        return value;
    }

    private static String mode(HeaderBytes bytes) {
        int depth = bytes.unsignedByte(24);
        int type = bytes.unsignedByte(COLOUR_TYPE_OFFSET);
        return switch (type) {
            case 0 -> depth == 1 ? "1" : "L";
            case 2 -> "RGB";
            case 3 -> "P";
            case 4 -> "LA";
            case 6 -> "RGBA";
            default -> throw bytes.corrupt("has the unknown colour type " + type);
        };
    }

    /** A file that ends early has no orientation; decoding it tells the rest. */
    private static int orientation(HeaderBytes bytes) {
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_FRAME <= bytes.length()) {
            long length = bytes.unsignedInt(offset);
            if (bytes.hasText(offset + 4, "eXIf")) {
                return ExifOrientation.read(bytes.part(offset + 8, length));
            }
            offset += CHUNK_FRAME + length;
        }
        return 1;
    }
}
