package ke.co.datacraft.cv.inference.image;

/** Reads a GIF's logical screen (GIF89a specification); its first frame is what gets decoded. */
final class GifHeader {

    private GifHeader() {}

    static ImageInfo read(HeaderBytes bytes) {
        return new ImageInfo(
                ImageFormat.GIF, bytes.unsignedShort(6), bytes.unsignedShort(8), "P", 1, 1);
    }
}
