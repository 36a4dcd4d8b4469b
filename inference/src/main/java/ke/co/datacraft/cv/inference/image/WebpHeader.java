package ke.co.datacraft.cv.inference.image;

/** Reads a WebP's first chunk and its EXIF chunk (RFC 9649). */
final class WebpHeader {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_FRAME = 8;
    private static final int CONTENT = FIRST_CHUNK + CHUNK_FRAME;
    private static final int ALPHA_FLAG = 0x10;

    private WebpHeader() {}

    static ImageInfo read(HeaderBytes bytes) {
        if (bytes.hasText(FIRST_CHUNK, "VP8X")) {
            return extended(bytes);
        }
        if (bytes.hasText(FIRST_CHUNK, "VP8L")) {
            return lossless(bytes);
        }
        if (bytes.hasText(FIRST_CHUNK, "VP8 ")) {
            return lossy(bytes);
        }
        throw bytes.corrupt("has no picture chunk within " + bytes.length() + " bytes");
    }

    /** Checks that the file is as long as it says. */
    static void requireComplete(HeaderBytes bytes) {
        long length = bytes.unsignedInt(4) + CHUNK_FRAME;
        if (length > bytes.length()) {
            throw bytes.corrupt(
                    "is cut off after " + bytes.length() + " of its " + length + " bytes");
        }
    }

    private static ImageInfo lossy(HeaderBytes bytes) {
        if (!bytes.hasText(CONTENT + 3, "\u009d\u0001\u002a")) {
            throw bytes.corrupt("has no key frame");
        }
        int width = bytes.unsignedShort(CONTENT + 6) & 0x3fff;
        int height = bytes.unsignedShort(CONTENT + 8) & 0x3fff;
        return new ImageInfo(ImageFormat.WEBP, width, height, "RGB", 1, 1);
    }

    private static ImageInfo lossless(HeaderBytes bytes) {
        if (bytes.unsignedByte(CONTENT) != 0x2f) {
            throw bytes.corrupt("has no lossless picture where its header says so");
        }
        long bits = bytes.unsignedInt(CONTENT + 1);
        int width = (int) (bits & 0x3fff) + 1;
        int height = (int) (bits >> 14 & 0x3fff) + 1;
        boolean alpha = (bits >> 28 & 1) == 1;
        return new ImageInfo(ImageFormat.WEBP, width, height, alpha ? "RGBA" : "RGB", 1, 1);
    }

    private static ImageInfo extended(HeaderBytes bytes) {
        int width = bytes.unsignedMedium(CONTENT + 4) + 1;
        int height = bytes.unsignedMedium(CONTENT + 7) + 1;
        boolean alpha = (bytes.unsignedByte(CONTENT) & ALPHA_FLAG) != 0;
        int orientation = orientation(bytes);
        boolean swap = ExifOrientation.swapsSides(orientation);
        return new ImageInfo(
                ImageFormat.WEBP,
                swap ? height : width,
                swap ? width : height,
                alpha ? "RGBA" : "RGB",
                orientation,
                1);
    }

    private static int orientation(HeaderBytes bytes) {
        long offset = FIRST_CHUNK;
        while (offset + CHUNK_FRAME <= bytes.length()) {
            long length = bytes.unsignedInt(offset + 4);
            if (bytes.hasText(offset, "EXIF")) {
                return ExifOrientation.read(bytes.part(offset + CHUNK_FRAME, length));
            }
            // Chunks begin at even offsets.
            offset += CHUNK_FRAME + length + (length & 1);
        }
        return 1;
    }
}
