package ke.co.datacraft.cv.bridge.picture;

import java.nio.charset.StandardCharsets;

/** Kinds of files, told by their first bytes and never by a name. */
public enum FileType {
    /** ISO/IEC 10918. */
    JPEG("image/jpeg", "jpg"),
    /** Portable Network Graphics. */
    PNG("image/png", "png"),
    /** Graphics Interchange Format. */
    GIF("image/gif", "gif"),
    /** RFC 9649. */
    WEBP("image/webp", "webp"),
    /** Windows bitmap. */
    BMP("image/bmp", "bmp"),
    /** Tagged Image File Format. */
    TIFF("image/tiff", "tiff"),
    /** ISO 32000. */
    PDF("application/pdf", "pdf"),
    /** Anything else, which no browser may interpret. */
    OTHER("application/octet-stream", "bin");

    /** Bytes from the front that tell a kind: a PDF may begin within the first 1024. */
    public static final int HEAD_BYTES = 1024;

    private final String mediaType;
    private final String extension;

    FileType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** Media type to serve it as. */
    public String mediaType() {
        return mediaType;
    }

    /** Ending of a file, without the dot before it. */
    public String extension() {
        return extension;
    }

    /** Whether browsers show it as a picture. */
    public boolean isShownByBrowsers() {
        return switch (this) {
            case JPEG, PNG, GIF, WEBP, BMP -> true;
            case TIFF, PDF, OTHER -> false;
        };
    }

    /**
     * The kind of a file.
     *
     * @param head its first bytes, {@link #HEAD_BYTES} where it has as many
     */
    public static FileType of(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00FF\u00D8\u00FF")) {
            return JPEG;
        } else if (text.startsWith("\u0089PNG\r\n\u001A\n")) {
            return PNG;
        } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return WEBP;
        } else if (isTiff(text)) {
            return TIFF;
        } else if (text.startsWith("BM") && head.length >= 18) {
            return BMP;
        }
        return text.contains("%PDF-") ? PDF : OTHER;
    }

    private static boolean isTiff(String text) {
        return text.startsWith("II*\0")
                || text.startsWith("MM\0*")
                || text.startsWith("II+\0")
                || text.startsWith("MM\0+");
    }
}
