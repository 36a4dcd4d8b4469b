package ke.co.datacraft.cv.inference.image;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes image files with OpenCV to 8-bit BGR, upright: 16 bits are scaled down, palettes and CMYK
 * converted, transparent pixels lie on white, floating point samples count as 0..1. Safe for use by
 * many threads at once.
 */
public final class ImageDecoder {

    private final ImageLimits limits;

    /**
     * @param limits checked before each decode
     */
    public ImageDecoder(ImageLimits limits) {
        OpenCv.initialise();
        this.limits = limits;
    }

    /**
     * Decodes one page; see {@link #decode(ByteBuffer, ImageInfo, int, int)}.
     *
     * @param bytes the whole file
     */
    public DecodedImage decode(byte[] bytes, ImageInfo info, int page, int minimumShortSide) {
        return decode(ByteBuffer.wrap(bytes), info, page, minimumShortSide);
    }

    /**
     * Decodes one page. A JPEG whose short side is at least twice, four or eight times as long as
     * needed is decoded at that fraction of its size, which is several times cheaper (libjpeg's
     * scaled inverse DCT).
     *
     * @param bytes the whole file, from position to limit; a direct buffer is not copied
     * @param info what {@link ImageInspector} said of it
     * @param page from 0
     * @param minimumShortSide pixels that the short side must keep, 1 or more; {@link
     *     Integer#MAX_VALUE} asks for every pixel
     * @return to be closed by the caller
     * @throws InferenceException {@code TOO_MANY_PIXELS}, {@code PAGE_NOT_FOUND} or {@code
     *     CORRUPT_IMAGE}
     */
    public DecodedImage decode(ByteBuffer bytes, ImageInfo info, int page, int minimumShortSide) {
        if (minimumShortSide < 1) {
            throw new IllegalArgumentException(
                    "minimumShortSide is " + minimumShortSide + "; it must be 1 or more.");
        }
        ImageInspector.requirePage(page, info.pageCount());
        // The pages of a TIFF differ, and what was inspected may have been another one.
        ImageInfo wanted =
                info.format() == ImageFormat.TIFF ? ImageInspector.inspect(bytes, page) : info;
        limits.check(wanted);
        requireComplete(bytes, wanted.format());
        int divisor = divisor(wanted, minimumShortSide);
        // Closes whatever native object is made within, also when something fails.
        try (PointerScope scope = new PointerScope()) {
            // OpenCV reads the first page; asked for another it fails if any one is damaged.
            BytePointer file =
                    page == 0 ? NativeBytes.of(bytes) : TiffHeader.withFirstPage(bytes, page);
            Mat encoded = new Mat(1, bytes.remaining(), opencv_core.CV_8UC1, file);
            Mat pixels = upright(encoded, bytes, wanted, page, divisor);
            requireSize(pixels, wanted, divisor);
            return new DecodedImage(pixels.retainReference(), wanted.width(), wanted.height());
        } finally {
            // The native side does not keep a direct buffer from the garbage collector.
            Reference.reachabilityFence(bytes);
        }
    }

    private static Mat upright(
            Mat encoded, ByteBuffer bytes, ImageInfo info, int page, int divisor) {
        return switch (info.format()) {
            case JPEG ->
                    Pixels.rotated(read(encoded, jpegFlags(divisor), info), info.orientation());
            case TIFF -> tiff(encoded, TiffHeader.directory(bytes, page), info);
            case BMP -> {
                // Four bytes per pixel mean alpha only where the header says so.
                int flags =
                        info.colorMode().equals("RGBA")
                                ? opencv_imgcodecs.IMREAD_UNCHANGED
                                : opencv_imgcodecs.IMREAD_COLOR;
                yield Pixels.toBgr(read(encoded, flags, info), false);
            }
            case PNG, WEBP, GIF -> {
                Mat stored = read(encoded, opencv_imgcodecs.IMREAD_UNCHANGED, info);
                yield Pixels.rotated(Pixels.toBgr(stored, false), info.orientation());
            }
            case PDF -> throw ImageInspector.isDocument();
        };
    }

    /** OpenCV rotates a TIFF whatever its flags say; the tests hold it to that. */
    private static Mat tiff(Mat encoded, TiffDirectory directory, ImageInfo info) {
        boolean asStored = directory.hasAlpha() || directory.hasFloatSamples();
        int flags = asStored ? opencv_imgcodecs.IMREAD_UNCHANGED : opencv_imgcodecs.IMREAD_COLOR;
        Mat stored = read(encoded, flags, info);
        // The library multiplies 8-bit colours with their alpha by itself.
        boolean premultiplied =
                stored.depth() == opencv_core.CV_8U || directory.hasPremultipliedAlpha();
        return Pixels.toBgr(stored, premultiplied);
    }

    /** OpenCV reports damage in two ways: by nothing and by exceptions. */
    private static Mat read(Mat encoded, int flags, ImageInfo info) {
        RuntimeException cause = null;
        try {
            Mat mat = opencv_imgcodecs.imdecode(encoded, flags);
            if (mat != null && !mat.empty()) {
                return mat;
            }
        } catch (RuntimeException exception) {
            cause = exception;
        }
        throw new InferenceException(
                Reason.CORRUPT_IMAGE,
                ("The %s cannot be decoded: its header is sound (%d x %d pixels, %s), what follows is"
                                + " cut off, damaged or of a rare kind. Send the file again or save"
                                + " it as PNG.")
                        .formatted(info.format(), info.width(), info.height(), info.colorMode()),
                cause);
    }

    private static int divisor(ImageInfo info, int minimumShortSide) {
        if (info.format() != ImageFormat.JPEG) {
            return 1;
        }
        int shortSide = Math.min(info.width(), info.height());
        for (int divisor = 8; divisor > 1; divisor /= 2) {
            if (shortSide / divisor >= minimumShortSide) {
                return divisor;
            }
        }
        return 1;
    }

    private static int jpegFlags(int divisor) {
        int size =
                switch (divisor) {
                    case 2 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
                    case 4 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_4;
                    case 8 -> opencv_imgcodecs.IMREAD_REDUCED_COLOR_8;
                    default -> opencv_imgcodecs.IMREAD_COLOR;
                };
        return size | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    }

    /** What OpenCV notices by itself (TIFF, BMP, GIF) is left to it. */
    private static void requireComplete(ByteBuffer bytes, ImageFormat format) {
        switch (format) {
            case JPEG ->
                    JpegHeader.requireComplete(
                            new HeaderBytes(bytes, format, ByteOrder.BIG_ENDIAN));
            case PNG ->
                    PngHeader.requireComplete(new HeaderBytes(bytes, format, ByteOrder.BIG_ENDIAN));
            case WEBP ->
                    WebpHeader.requireComplete(
                            new HeaderBytes(bytes, format, ByteOrder.LITTLE_ENDIAN));
            case TIFF, BMP, GIF, PDF -> {}
        }
    }

    private static void requireSize(Mat pixels, ImageInfo info, int divisor) {
        int width = (info.width() + divisor - 1) / divisor;
        int height = (info.height() + divisor - 1) / divisor;
        if (pixels.cols() != width || pixels.rows() != height) {
            throw new InferenceException(
                    Reason.CORRUPT_IMAGE,
                    "The %s says that it is %d x %d pixels, and holds %d x %d; repair it."
                            .formatted(info.format(), width, height, pixels.cols(), pixels.rows()));
        }
    }
}
