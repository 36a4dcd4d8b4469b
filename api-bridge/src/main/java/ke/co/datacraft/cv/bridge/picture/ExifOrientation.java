package ke.co.datacraft.cv.bridge.picture;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a stored picture is turned upright (EXIF 2.32, tag 0x0112): 1 to 8. Damaged data count as 1,
 * as they do where pictures are analysed.
 */
final class ExifOrientation {

    private static final int NORMAL = 1;
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private ExifOrientation() {}

    /** Of a JPEG, PNG or WebP; 1 for others. */
    static int of(FileType type, byte[] file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            ByteBuffer exif =
                    switch (type) {
                        case JPEG -> inJpeg(bytes);
                        case PNG -> inChunks(bytes, 8, "eXIf", ByteOrder.BIG_ENDIAN);
                        case WEBP -> inChunks(bytes, 12, "EXIF", ByteOrder.LITTLE_ENDIAN);
                        case GIF, BMP, TIFF, PDF, OTHER -> null;
                    };
            return exif == null ? NORMAL : read(exif);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return NORMAL;
        }
    }

    /** Segments up to the pixels. */
    private static ByteBuffer inJpeg(ByteBuffer bytes) {
        int offset = 2;
        while (offset + 4 <= bytes.limit() && (bytes.get(offset) & 0xFF) == 0xFF) {
            int marker = bytes.get(offset + 1) & 0xFF;
            if (marker == 0xFF) {
                offset++;
            } else if (marker == 0xDA || marker == 0xD9) {
                return null;
            } else {
                int length = bytes.getShort(offset + 2) & 0xFFFF;
                ByteBuffer content = bytes.slice(offset + 4, length - 2);
                if (marker == 0xE1 && startsWithPrefix(content)) {
                    return content;
                }
                offset += 2 + length;
            }
        }
        return null;
    }

    /** PNG puts the length before the name and a checksum behind; WebP the length after it. */
    private static ByteBuffer inChunks(ByteBuffer bytes, int first, String name, ByteOrder order) {
        boolean isPng = order == ByteOrder.BIG_ENDIAN;
        bytes.order(order);
        long offset = first;
        while (offset + 8 <= bytes.limit()) {
            int at = (int) offset;
            long length = bytes.getInt(isPng ? at : at + 4) & 0xFFFF_FFFFL;
            byte[] found = new byte[4];
            bytes.get(isPng ? at + 4 : at, found);
            if (name.equals(new String(found, StandardCharsets.ISO_8859_1))) {
                return bytes.slice(at + 8, Math.toIntExact(Math.min(length, bytes.limit())));
            }
            offset += 8 + length + (isPng ? 4 : length & 1);
        }
        return null;
    }

    private static boolean startsWithPrefix(ByteBuffer content) {
        return content.limit() >= PREFIX.length
                && content.slice(0, PREFIX.length).equals(ByteBuffer.wrap(PREFIX));
    }

    private static int read(ByteBuffer exif) {
        ByteBuffer tiff =
                startsWithPrefix(exif)
                        ? exif.slice(PREFIX.length, exif.limit() - PREFIX.length)
                        : exif.slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int count = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                return valid(tiff.getShort(entry + 8) & 0xFFFF);
            }
        }
        return NORMAL;
    }

    /** The orientation itself, or 1 when it is none. */
    static int valid(int orientation) {
        return orientation >= 1 && orientation <= 8 ? orientation : NORMAL;
    }

    /** Whether width and height change places. */
    static boolean swapsSides(int orientation) {
        return orientation >= 5;
    }

    /**
     * Turns a stored picture upright.
     *
     * @param width stored pixels per row
     * @param height stored rows
     */
    static AffineTransform upright(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
