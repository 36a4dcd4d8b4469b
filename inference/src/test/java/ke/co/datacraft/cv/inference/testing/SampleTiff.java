package ke.co.datacraft.cv.inference.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes uncompressed TIFF and BigTIFF files of either byte order, directories behind the pixels.
 */
public final class SampleTiff {

    private static final int TAGS = 12;

    private SampleTiff() {}

    /**
     * One page.
     *
     * @param width of the stored pixels
     * @param height of the stored pixels
     * @param bits per sample
     * @param samples per pixel
     * @param photometric TIFF's number of the colour space
     * @param extraSample TIFF's number of the meaning of the last sample, or -1
     * @param orientation 1 to 8
     * @param data the pixels as stored
     */
    public record Page(
            int width,
            int height,
            int bits,
            int samples,
            int photometric,
            int extraSample,
            int orientation,
            byte[] data) {

        /** An 8-bit RGB page of BGR pixels. */
        public static Page rgb(int width, int height, byte[] bgr, int orientation) {
            byte[] rgb = bgr.clone();
            for (int i = 0; i < rgb.length; i += 3) {
                rgb[i] = bgr[i + 2];
                rgb[i + 2] = bgr[i];
            }
            return new Page(width, height, 8, 3, 2, -1, orientation, rgb);
        }
    }

    /**
     * A file of these pages.
     *
     * @param order of its numbers; 16-bit samples must already be in it
     * @param big whether it is a BigTIFF
     * @param pages at least one
     */
    public static byte[] write(ByteOrder order, boolean big, List<Page> pages) {
        Writer writer = new Writer(order, big);
        writer.header();
        for (int i = 0; i < pages.size(); i++) {
            writer.page(pages.get(i), i == pages.size() - 1);
        }
        return writer.file.toByteArray();
    }

    private static final class Writer {

        private final ByteArrayOutputStream file = new ByteArrayOutputStream();
        private final ByteOrder order;
        private final boolean big;
        private ByteBuffer directory;

        Writer(ByteOrder order, boolean big) {
            this.order = order;
            this.big = big;
        }

        void header() {
            file.write(order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
            file.write(order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
            ByteBuffer rest = ByteBuffer.allocate(big ? 6 : 2).order(order);
            rest.putShort((short) (big ? 43 : 42));
            if (big) {
                rest.putShort((short) 8).putShort((short) 0);
            }
            file.writeBytes(rest.array());
        }

        /** The offset of a directory stands right before its pixels, here or at the chain's end. */
        void page(Page page, boolean last) {
            int dataOffset = file.size() + (big ? 8 : 4);
            int bitsOffset = dataOffset + page.data().length + (page.data().length & 1);
            int directoryOffset = bitsOffset + 8;
            putOffset(directoryOffset);
            file.writeBytes(page.data());
            file.writeBytes(new byte[page.data().length & 1]);
            ByteBuffer bits = ByteBuffer.allocate(8).order(order);
            for (int i = 0; i < 4; i++) {
                bits.putShort((short) page.bits());
            }
            file.writeBytes(bits.array());
            directory(page, dataOffset, bitsOffset);
            if (last) {
                putOffset(0);
            }
        }

        private void directory(Page page, int dataOffset, int bitsOffset) {
            int count = page.extraSample() < 0 ? TAGS - 1 : TAGS;
            directory = ByteBuffer.allocate((big ? 8 : 2) + count * (big ? 20 : 12)).order(order);
            if (big) {
                directory.putLong(count);
            } else {
                directory.putShort((short) count);
            }
            boolean inline = page.samples() * 2 <= (big ? 8 : 4);
            entry(256, 4, 1, page.width());
            entry(257, 4, 1, page.height());
            if (inline) {
                shorts(258, page.samples(), page.bits());
            } else {
                entry(258, 3, page.samples(), bitsOffset);
            }
            shorts(259, 1, 1);
            shorts(262, 1, page.photometric());
            entry(273, 4, 1, dataOffset);
            shorts(274, 1, page.orientation());
            shorts(277, 1, page.samples());
            entry(278, 4, 1, page.height());
            entry(279, 4, 1, page.data().length);
            shorts(284, 1, 1);
            if (page.extraSample() >= 0) {
                shorts(338, 1, page.extraSample());
            }
            file.writeBytes(directory.array());
        }

        private void entry(int tag, int type, int count, int value) {
            head(tag, type, count);
            directory.putInt(value);
            if (big) {
                directory.putInt(0);
            }
        }

        private void shorts(int tag, int count, int value) {
            head(tag, 3, count);
            for (int i = 0; i < (big ? 4 : 2); i++) {
                directory.putShort((short) (i < count ? value : 0));
            }
        }

        private void head(int tag, int type, int count) {
            directory.putShort((short) tag).putShort((short) type);
            if (big) {
                directory.putLong(count);
            } else {
                directory.putInt(count);
            }
        }

        private void putOffset(int offset) {
            ByteBuffer buffer = ByteBuffer.allocate(big ? 8 : 4).order(order);
            file.writeBytes((big ? buffer.putLong(offset) : buffer.putInt(offset)).array());
        }
    }
}
