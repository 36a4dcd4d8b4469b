package ke.co.datacraft.cv.inference.image;

/** Reads the DIB header of a BMP, of OS/2 or of any version of Windows. */
final class BmpHeader {

    private static final int DIB = 14;
    private static final int OS2_HEADER_BYTES = 12;
    private static final int WINDOWS_HEADER_BYTES = 40;
    private static final int ALPHA_HEADER_BYTES = 56;
    private static final int BIT_FIELDS = 3;

    private BmpHeader() {}

    static ImageInfo read(HeaderBytes bytes) {
        long headerBytes = bytes.unsignedInt(DIB);
        if (headerBytes == OS2_HEADER_BYTES) {
            int bits = bytes.unsignedShort(DIB + 10);
            return info(bytes.unsignedShort(DIB + 4), bytes.unsignedShort(DIB + 6), bits, false);
        }
        if (headerBytes < WINDOWS_HEADER_BYTES || headerBytes > 256) {
            throw bytes.corrupt("has an unknown header of " + headerBytes + " bytes");
        }
        int width = bytes.signedInt(DIB + 4);
        // Rows from the top down are told by a negative height.
        long height = Math.abs((long) bytes.signedInt(DIB + 8));
        if (width < 0 || height > Integer.MAX_VALUE) {
            throw bytes.corrupt("says that it is " + width + " x " + height + " pixels");
        }
        boolean alpha =
                headerBytes >= ALPHA_HEADER_BYTES
                        && bytes.unsignedInt(DIB + 16) == BIT_FIELDS
                        && bytes.unsignedInt(DIB + 52) != 0;
        return info(width, (int) height, bytes.unsignedShort(DIB + 14), alpha);
    }

    private static ImageInfo info(int width, int height, int bits, boolean alpha) {
        String mode = bits <= 8 ? "P" : alpha && bits == 32 ? "RGBA" : "RGB";
        return new ImageInfo(ImageFormat.BMP, width, height, mode, 1, 1);
    }
}
