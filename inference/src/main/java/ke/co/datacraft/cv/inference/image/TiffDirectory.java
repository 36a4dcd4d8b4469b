package ke.co.datacraft.cv.inference.image;

import java.util.HashMap;
import java.util.Map;

/** The tags of one page of a TIFF that matter before it is decoded. */
final class TiffDirectory {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;

    private static final int PREMULTIPLIED_ALPHA = 1;
    private static final int STRAIGHT_ALPHA = 2;
    private static final int FLOAT_SAMPLES = 3;
    private static final int RGB = 2;

    /** No standard or private set of tags comes near; each is read once. */
    private static final int MAX_ENTRIES = 65_535;

    private final Map<Integer, Long> values = new HashMap<>();

    private TiffDirectory() {}

    static long entryCount(HeaderBytes bytes, long directory, boolean wide) {
        long count = wide ? bytes.offset64(directory) : bytes.unsignedShort(directory);
        if (count > MAX_ENTRIES) {
            throw bytes.corrupt("has a page with " + count + " tags");
        }
        return count;
    }

    static TiffDirectory read(HeaderBytes bytes, long directory, boolean wide) {
        TiffDirectory result = new TiffDirectory();
        long count = entryCount(bytes, directory, wide);
        for (long i = 0; i < count; i++) {
            long entry = directory + (wide ? 8 + 20 * i : 2 + 12 * i);
            int tag = bytes.unsignedShort(entry);
            if (isRead(tag)) {
                result.values.putIfAbsent(tag, value(bytes, entry, wide));
            }
        }
        if (!result.values.containsKey(WIDTH) || !result.values.containsKey(HEIGHT)) {
            throw bytes.corrupt("has a page without width or height");
        }
        return result;
    }

    private static boolean isRead(int tag) {
        return switch (tag) {
            case WIDTH,
                    HEIGHT,
                    BITS,
                    PHOTOMETRIC,
                    ORIENTATION,
                    SAMPLES,
                    EXTRA_SAMPLES,
                    SAMPLE_FORMAT ->
                    true;
            default -> false;
        };
    }

    /** First value of a tag; small values stand in the entry, more of them at an offset. */
    private static long value(HeaderBytes bytes, long entry, boolean wide) {
        int type = bytes.unsignedShort(entry + 2);
        long count = wide ? bytes.offset64(entry + 4) : bytes.unsignedInt(entry + 4);
        long inline = entry + (wide ? 12 : 8);
        int capacity = wide ? 8 : 4;
        int size =
                switch (type) {
                    case 1, 2 -> 1;
                    case 3 -> 2;
                    case 4 -> 4;
                    case 16 -> 8;
                    default -> 0;
                };
        if (size == 0) {
            return 0;
        }
        boolean fits = count <= capacity / size;
        long at = fits ? inline : wide ? bytes.offset64(inline) : bytes.unsignedInt(inline);
        return switch (size) {
            case 1 -> bytes.unsignedByte(at);
            case 2 -> bytes.unsignedShort(at);
            case 4 -> bytes.unsignedInt(at);
            default -> bytes.offset64(at);
        };
    }

    long width() {
        return values.get(WIDTH);
    }

    long height() {
        return values.get(HEIGHT);
    }

    int orientation() {
        return ExifOrientation.valid((int) Math.min(9, values.getOrDefault(ORIENTATION, 1L)));
    }

    /** Whether a fourth sample says how opaque a pixel is; often it means something else. */
    boolean hasAlpha() {
        long extra = values.getOrDefault(EXTRA_SAMPLES, 0L);
        return values.getOrDefault(PHOTOMETRIC, 1L) == RGB
                && values.getOrDefault(SAMPLES, 1L) == 4
                && (extra == PREMULTIPLIED_ALPHA || extra == STRAIGHT_ALPHA);
    }

    boolean hasPremultipliedAlpha() {
        return hasAlpha() && values.get(EXTRA_SAMPLES) == PREMULTIPLIED_ALPHA;
    }

    boolean hasFloatSamples() {
        return values.getOrDefault(SAMPLE_FORMAT, 1L) == FLOAT_SAMPLES;
    }

    String mode() {
        long samples = values.getOrDefault(SAMPLES, 1L);
        long photometric = values.getOrDefault(PHOTOMETRIC, 1L);
        if (photometric <= 1) {
            boolean bilevel = values.getOrDefault(BITS, 1L) == 1;
            return samples > 1 ? "LA" : bilevel ? "1" : "L";
        }
        if (photometric == RGB) {
            return hasAlpha() ? "RGBA" : "RGB";
        }
        if (photometric == 3) {
            return "P";
        }
        return photometric == 5 ? "CMYK" : "RGB";
    }
}
