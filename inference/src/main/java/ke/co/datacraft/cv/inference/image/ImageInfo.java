package ke.co.datacraft.cv.inference.image;

/**
 * What the header of an image file or of a page says; nothing was decoded for it.
 *
 * @param format told by the bytes, never by a name
 * @param width pixels after EXIF rotation
 * @param height pixels after EXIF rotation
 * @param colorMode {@code 1}, {@code L}, {@code LA}, {@code P}, {@code RGB}, {@code RGBA} or {@code
 *     CMYK}
 * @param orientation EXIF orientation, 1 to 8; 1 when absent
 * @param pageCount pages of a TIFF or PDF; 1 for the other formats (the first frame of a GIF)
 */
public record ImageInfo(
        ImageFormat format,
        int width,
        int height,
        String colorMode,
        int orientation,
        int pageCount) {

    /** Pixels of one page. */
    public long pixels() {
        return (long) width * height;
    }
}
