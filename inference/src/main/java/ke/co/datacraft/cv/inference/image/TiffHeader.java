package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;

/** Walks the directories of a TIFF (TIFF 6.0) or BigTIFF, of either byte order. */
final class TiffHeader {

    /** More than any scanner makes, few enough to walk through at once. */
    private static final int MAX_PAGES = 10_000;

    private static final String LITTLE = "II*\0";
    private static final String BIG = "MM\0*";
    private static final String LITTLE_64 = "II+\0\b\0\0\0";
    private static final String BIG_64 = "MM\0+\0\b\0\0";

    private final HeaderBytes bytes;
    private final boolean wide;

    private TiffHeader(HeaderBytes bytes, boolean wide) {
        this.bytes = bytes;
        this.wide = wide;
    }

    static boolean matches(HeaderBytes start) {
        return start.hasText(0, LITTLE)
                || start.hasText(0, BIG)
                || start.hasText(0, LITTLE_64)
                || start.hasText(0, BIG_64);
    }

    /** Reads one page and counts them all. */
    static ImageInfo read(ByteBuffer file, int page) {
        return of(file).read(page);
    }

    /** The tags of one page. */
    static TiffDirectory directory(ByteBuffer file, int page) {
        TiffHeader header = of(file);
        return TiffDirectory.read(header.bytes, header.offsets().get(page), header.wide);
    }

    /**
     * A copy of the file whose first page is the one that is wanted; a pointer scope around the
     * call frees it.
     */
    static BytePointer withFirstPage(ByteBuffer file, int page) {
        TiffHeader header = of(file);
        long offset = header.offsets().get(page);
        BytePointer copy = NativeBytes.copyOf(file);
        ByteBuffer start = copy.asBuffer().order(header.bytes.order());
        if (header.wide) {
            start.putLong(8, offset);
        } else {
            start.putInt(4, (int) offset);
        }
        return copy;
    }

    private static TiffHeader of(ByteBuffer file) {
        HeaderBytes start = new HeaderBytes(file, ImageFormat.TIFF, ByteOrder.BIG_ENDIAN);
        boolean little = start.hasText(0, "II");
        boolean wide = start.hasText(0, LITTLE_64) || start.hasText(0, BIG_64);
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new TiffHeader(new HeaderBytes(file, ImageFormat.TIFF, order), wide);
    }

    private ImageInfo read(int page) {
        List<Long> offsets = offsets();
        ImageInspector.requirePage(page, offsets.size());
        return info(TiffDirectory.read(bytes, offsets.get(page), wide), offsets.size());
    }

    private List<Long> offsets() {
        // Keeps the order of the pages, and finds a page that stands in the chain twice.
        Set<Long> offsets = new LinkedHashSet<>();
        long directory = wide ? bytes.offset64(8) : bytes.unsignedInt(4);
        while (directory != 0) {
            if (!offsets.add(directory)) {
                throw bytes.corrupt("goes round in circles after " + offsets.size() + " pages");
            }
            if (offsets.size() > MAX_PAGES) {
                throw bytes.corrupt("has more than " + MAX_PAGES + " pages");
            }
            directory = next(directory);
        }
        if (offsets.isEmpty()) {
            throw bytes.corrupt("has no page");
        }
        return List.copyOf(offsets);
    }

    private long next(long directory) {
        long count = TiffDirectory.entryCount(bytes, directory, wide);
        long end = directory + (wide ? 8 + 20 * count : 2 + 12 * count);
        return wide ? bytes.offset64(end) : bytes.unsignedInt(end);
    }

    private ImageInfo info(TiffDirectory directory, int pageCount) {
        if (directory.width() > Integer.MAX_VALUE || directory.height() > Integer.MAX_VALUE) {
            throw bytes.corrupt(
                    "says that it is "
                            + directory.width()
                            + " x "
                            + directory.height()
                            + " pixels");
        }
        int orientation = directory.orientation();
        int width = (int) directory.width();
        int height = (int) directory.height();
        boolean swap = ExifOrientation.swapsSides(orientation);
        return new ImageInfo(
                ImageFormat.TIFF,
                swap ? height : width,
                swap ? width : height,
                directory.mode(),
                orientation,
                pageCount);
    }
}
