package ke.co.datacraft.cv.bench;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.util.Optional;

/**
 * libjpeg-turbo's own interface, TurboJPEG 2, from the system's library: decodes into one buffer
 * that is used again and again. For one thread.
 */
final class TurboJpeg implements AutoCloseable {

    /** How to get it. */
    static final String PACKAGE = "libturbojpeg0";

    private static final int BGR = 1;

    /** The functions of turbojpeg.h, with its names. */
    interface Functions extends Library {
        Pointer tjInitDecompress();

        int tjDecompressHeader3(
                Pointer handle,
                Pointer jpeg,
                NativeLong size,
                IntByReference width,
                IntByReference height,
                IntByReference subsampling,
                IntByReference colorspace);

        int tjDecompress2(
                Pointer handle,
                Pointer jpeg,
                NativeLong size,
                Pointer pixels,
                int width,
                int pitch,
                int height,
                int format,
                int flags);

        int tjDestroy(Pointer handle);
    }

    private final Functions functions;
    private final Pointer handle;
    private Memory pixels = new Memory(1);

    private TurboJpeg(Functions functions) {
        this.functions = functions;
        this.handle = functions.tjInitDecompress();
    }

    /** The library, where the system has it. */
    static Optional<TurboJpeg> open() {
        try {
            return Optional.of(new TurboJpeg(Native.load("libturbojpeg.so.0", Functions.class)));
        } catch (UnsatisfiedLinkError missing) {
            return Optional.empty();
        }
    }

    /**
     * Decodes to 8-bit BGR at full or reduced size.
     *
     * @param jpeg the file
     * @param divisor 1, 2, 4 or 8
     */
    void decode(Memory jpeg, int divisor) {
        NativeLong size = new NativeLong(jpeg.size(), true);
        IntByReference width = new IntByReference();
        IntByReference height = new IntByReference();
        check(
                functions.tjDecompressHeader3(
                        handle,
                        jpeg,
                        size,
                        width,
                        height,
                        new IntByReference(),
                        new IntByReference()));
        int columns = (width.getValue() + divisor - 1) / divisor;
        int rows = (height.getValue() + divisor - 1) / divisor;
        long needed = 3L * columns * rows;
        if (pixels.size() < needed) {
            pixels = new Memory(needed);
        }
        check(functions.tjDecompress2(handle, jpeg, size, pixels, columns, 0, rows, BGR, 0));
    }

    private static void check(int result) {
        if (result != 0) {
            throw new IllegalStateException("TurboJPEG cannot decode a file of the benchmark");
        }
    }

    @Override
    public void close() {
        functions.tjDestroy(handle);
    }
}
