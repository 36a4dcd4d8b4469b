package ke.co.datacraft.cv.inference.image;

/** Walks the marker segments of a JPEG (ITU-T T.81, annex B) up to the first scan. */
final class JpegHeader {

    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP1 = 0xe1;

    private JpegHeader() {}

    static ImageInfo read(HeaderBytes bytes) {
        int orientation = 1;
        long offset = 2;
        while (true) {
            int marker = marker(bytes, offset);
            if (isFrameHeader(marker)) {
                return info(bytes, offset + 2, orientation);
            }
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                throw bytes.corrupt("has no frame header before its pixels");
            }
            if (marker == APP1 && bytes.hasText(offset + 4, "Exif\0\0")) {
                int length = bytes.unsignedShort(offset + 2);
                orientation = ExifOrientation.read(bytes.part(offset + 4, length));
            }
            offset = next(bytes, offset, marker);
        }
    }

    /**
     * Checks that the pixels come to their end: an end-of-image marker stands somewhere behind the
     * start of the first scan. It cannot stand within the scan, where 0xff is always escaped; what
     * cameras put behind it (previews, maker notes) does no harm.
     */
    static void requireComplete(HeaderBytes bytes) {
        long offset = 2;
        int marker = marker(bytes, offset);
        while (marker != START_OF_SCAN) {
            offset = next(bytes, offset, marker);
            marker = marker(bytes, offset);
        }
        long scan = next(bytes, offset, marker);
        for (int end = bytes.length() - 1; end > scan; end--) {
            if (bytes.unsignedByte(end) == END_OF_IMAGE && bytes.unsignedByte(end - 1) == 0xff) {
                return;
            }
        }
        throw bytes.corrupt(
                "is cut off: its pixels do not come to an end within " + bytes.length() + " bytes");
    }

    private static int marker(HeaderBytes bytes, long offset) {
        if (bytes.unsignedByte(offset) != 0xff) {
            throw bytes.corrupt("has no marker at byte " + offset);
        }
        return bytes.unsignedByte(offset + 1);
    }

    /** Offset of the next marker; fill bytes (0xff) count as markers without content. */
    private static long next(HeaderBytes bytes, long offset, int marker) {
        boolean standalone = marker == 0x01 || marker >= 0xd0 && marker <= 0xd8;
        if (marker == 0xff) {
            return offset + 1;
        }
        if (standalone) {
            return offset + 2;
        }
        int length = bytes.unsignedShort(offset + 2);
        if (length < 2) {
            throw bytes.corrupt("has a segment of length " + length + " at byte " + offset);
        }
        return offset + 2 + length;
    }

    /** SOF0 to SOF15 without the tables and extensions that lie between them. */
    private static boolean isFrameHeader(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }

    private static ImageInfo info(HeaderBytes bytes, long segment, int orientation) {
        int height = bytes.unsignedShort(segment + 3);
        int width = bytes.unsignedShort(segment + 5);
        int components = bytes.unsignedByte(segment + 7);
        String mode =
                switch (components) {
                    case 1 -> "L";
                    case 3 -> "RGB";
                    case 4 -> "CMYK";
                    default -> throw bytes.corrupt("has " + components + " colour components");
                };
        boolean swap = ExifOrientation.swapsSides(orientation);
        return new ImageInfo(
                ImageFormat.JPEG,
                swap ? height : width,
                swap ? width : height,
                mode,
                orientation,
                1);
    }
}
