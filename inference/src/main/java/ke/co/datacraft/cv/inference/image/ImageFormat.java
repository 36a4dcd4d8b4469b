package ke.co.datacraft.cv.inference.image;

/** Image formats that can be decoded. */
public enum ImageFormat {
    JPEG,
    PNG,
    WEBP,
    TIFF,
    BMP,
    GIF
}
