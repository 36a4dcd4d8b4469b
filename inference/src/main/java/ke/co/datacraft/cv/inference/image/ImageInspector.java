package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.InferenceException.Reason;

/**
 * Reads what the header of an image file says, in pure Java and without decoding anything. The
 * format is told by the bytes. Position and limit of the buffers stay as they are.
 */
public final class ImageInspector {

    private static final int SHOWN_BYTES = 16;
    private static final int PDF_HEADER_WITHIN = 1024;

    private ImageInspector() {}

    /**
     * Inspects the first page.
     *
     * @param bytes the whole file
     * @throws InferenceException {@code EMPTY_FILE}, {@code UNSUPPORTED_FORMAT} or {@code
     *     CORRUPT_IMAGE}
     */
    public static ImageInfo inspect(byte[] bytes) {
        return inspect(ByteBuffer.wrap(bytes), 0);
    }

    /**
     * Inspects the first page.
     *
     * @param bytes the whole file, from position to limit
     * @throws InferenceException {@code EMPTY_FILE}, {@code UNSUPPORTED_FORMAT} or {@code
     *     CORRUPT_IMAGE}
     */
    public static ImageInfo inspect(ByteBuffer bytes) {
        return inspect(bytes, 0);
    }

    /**
     * Inspects one page; the pages of a TIFF may differ in everything.
     *
     * @param bytes the whole file, from position to limit
     * @param page from 0
     * @throws InferenceException {@code EMPTY_FILE}, {@code UNSUPPORTED_FORMAT}, {@code
     *     CORRUPT_IMAGE} or {@code PAGE_NOT_FOUND}
     */
    public static ImageInfo inspect(ByteBuffer bytes, int page) {
        ImageFormat format = format(bytes);
        ImageInfo info =
                switch (format) {
                    case JPEG ->
                            JpegHeader.read(new HeaderBytes(bytes, format, ByteOrder.BIG_ENDIAN));
                    case PNG ->
                            PngHeader.read(new HeaderBytes(bytes, format, ByteOrder.BIG_ENDIAN));
                    case WEBP ->
                            WebpHeader.read(
                                    new HeaderBytes(bytes, format, ByteOrder.LITTLE_ENDIAN));
                    case TIFF -> TiffHeader.read(bytes, page);
                    case BMP ->
                            BmpHeader.read(new HeaderBytes(bytes, format, ByteOrder.LITTLE_ENDIAN));
                    case GIF ->
                            GifHeader.read(new HeaderBytes(bytes, format, ByteOrder.LITTLE_ENDIAN));
                    case PDF -> throw isDocument();
                };
        requirePage(page, info.pageCount());
        if (info.width() < 1 || info.height() < 1) {
            throw new InferenceException(
                    Reason.CORRUPT_IMAGE,
                    "The %s says that it is %d x %d pixels; nothing can be seen in it."
                            .formatted(format, info.width(), info.height()));
        }
        return info;
    }

    /**
     * Tells the format by the first bytes.
     *
     * @throws InferenceException {@code EMPTY_FILE} or {@code UNSUPPORTED_FORMAT}
     */
    public static ImageFormat format(ByteBuffer bytes) {
        if (!bytes.hasRemaining()) {
            throw new InferenceException(
                    Reason.EMPTY_FILE, "The file has 0 bytes; send it again once it is written.");
        }
        // The format only matters for messages here, and none is thrown.
        HeaderBytes start = new HeaderBytes(bytes, ImageFormat.PNG, ByteOrder.BIG_ENDIAN);
        if (start.hasText(0, "\u00ff\u00d8\u00ff")) {
            return ImageFormat.JPEG;
        }
        if (start.hasText(0, PngHeader.SIGNATURE)) {
            return ImageFormat.PNG;
        }
        if (start.hasText(0, "RIFF") && start.hasText(8, "WEBP")) {
            return ImageFormat.WEBP;
        }
        if (TiffHeader.matches(start)) {
            return ImageFormat.TIFF;
        }
        if (start.hasText(0, "GIF87a") || start.hasText(0, "GIF89a")) {
            return ImageFormat.GIF;
        }
        if (start.hasText(0, "BM")) {
            return ImageFormat.BMP;
        }
        if (isPdf(bytes)) {
            return ImageFormat.PDF;
        }
        throw unsupported(bytes);
    }

    /** ISO 32000 puts the header first, readers take it anywhere within the first 1024 bytes. */
    private static boolean isPdf(ByteBuffer bytes) {
        byte[] start = new byte[Math.min(PDF_HEADER_WITHIN, bytes.remaining())];
        bytes.slice().get(start);
        return new String(start, StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    static InferenceException isDocument() {
        return new InferenceException(
                Reason.UNSUPPORTED_FORMAT,
                "The file is a PDF, whose pages must be rendered; open it as a document.");
    }

    static void requirePage(int page, int pageCount) {
        if (page < 0 || page >= pageCount) {
            throw new InferenceException(
                    Reason.PAGE_NOT_FOUND,
                    "There is no page "
                            + page
                            + ": the file has "
                            + pageCount
                            + (pageCount == 1 ? " page," : " pages,")
                            + " counted from 0.");
        }
    }

    private static InferenceException unsupported(ByteBuffer bytes) {
        byte[] start = new byte[Math.min(SHOWN_BYTES, bytes.remaining())];
        bytes.slice().get(start);
        boolean text = true;
        for (byte value : start) {
            text &= value >= ' ' && value < 127 || value == '\n' || value == '\r' || value == '\t';
        }
        String shown =
                text
                        ? "the text \""
                                + new String(start, StandardCharsets.US_ASCII)
                                        .replaceAll("\\s", " ")
                                + "\""
                        : "the bytes " + HexFormat.ofDelimiter(" ").formatHex(start);
        return new InferenceException(
                Reason.UNSUPPORTED_FORMAT,
                "The file begins with "
                        + shown
                        + ", which is no image format that can be read; send JPEG, PNG, WebP, TIFF, "
                        + "BMP, GIF or PDF.");
    }
}
