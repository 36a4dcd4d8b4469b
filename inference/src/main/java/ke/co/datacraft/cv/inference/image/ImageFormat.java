package ke.co.datacraft.cv.inference.image;

/** Formats that can be read; {@link #PDF} is rendered by the package {@code document}. */
public enum ImageFormat {
    JPEG,
    PNG,
    WEBP,
    TIFF,
    BMP,
    GIF,
    PDF
}
