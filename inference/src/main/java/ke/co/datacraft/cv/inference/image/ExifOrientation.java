package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads the orientation, 1 to 8, from EXIF data (EXIF 2.32, tag 0x0112). Damaged EXIF data does not
 * make an image unusable: it counts as orientation 1.
 */
final class ExifOrientation {

    private static final int NORMAL = 1;
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;

    private ExifOrientation() {}

    /**
     * @param exif a TIFF structure, with or without the prefix {@code Exif\0\0}
     */
    static int read(ByteBuffer exif) {
        ByteBuffer data = exif.slice();
        if (startsWith(data, "Exif\0\0")) {
            data = data.position(6).slice();
        }
        if (startsWith(data, "II*\0")) {
            return scan(data.order(ByteOrder.LITTLE_ENDIAN));
        }
        if (startsWith(data, "MM\0*")) {
            return scan(data.order(ByteOrder.BIG_ENDIAN));
        }
        return NORMAL;
    }

    /** Whether width and height change places. */
    static boolean swapsSides(int orientation) {
        return orientation >= 5;
    }

    private static int scan(ByteBuffer data) {
        if (data.limit() < 8) {
            return NORMAL;
        }
        long directory = data.getInt(4) & 0xffffffffL;
        if (directory + 2 > data.limit()) {
            return NORMAL;
        }
        int count = data.getShort((int) directory) & 0xffff;
        for (int i = 0; i < count; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > data.limit()) {
                return NORMAL;
            }
            if ((data.getShort((int) entry) & 0xffff) == ORIENTATION_TAG) {
                return valid(data.getShort((int) entry + 8) & 0xffff);
            }
        }
        return NORMAL;
    }

    /** The orientation itself, or 1 when it is none. */
    static int valid(int value) {
        return value >= 1 && value <= 8 ? value : NORMAL;
    }

    private static boolean startsWith(ByteBuffer data, String text) {
        if (data.limit() < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (data.get(i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
