package ke.co.datacraft.cv.contracts;

/**
 * The file that an image came from.
 *
 * @param sizeBytes length
 * @param sha256 lower-case hexadecimal digest of the bytes
 * @param format {@code JPEG}, {@code PNG}, {@code WEBP}, {@code TIFF}, {@code BMP}, {@code GIF} or
 *     {@code PDF}
 * @param colorMode {@code L}, {@code LA}, {@code P}, {@code RGB}, {@code RGBA}, {@code CMYK} or
 *     {@code 1}
 * @param pageCount pages in the file, at least 1
 */
public record ImageFile(
        long sizeBytes, String sha256, String format, String colorMode, int pageCount) {}
