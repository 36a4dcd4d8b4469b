package ke.co.datacraft.cv.inference.document;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;

/** Pages of an image file: one, or several of a TIFF. */
final class ImagePages implements PageSource {

    private final ByteBuffer bytes;
    private final ImageDecoder decoder;
    private final ImageInfo first;

    ImagePages(ByteBuffer bytes, ImageDecoder decoder) {
        this.bytes = bytes;
        this.decoder = decoder;
        this.first = ImageInspector.inspect(bytes, 0);
    }

    @Override
    public ImageFormat format() {
        return first.format();
    }

    @Override
    public int pageCount() {
        return first.pageCount();
    }

    @Override
    public ImageInfo info(int page) {
        return page == 0 ? first : ImageInspector.inspect(bytes, page);
    }

    @Override
    public DecodedImage decode(int page, int minimumShortSide, BooleanSupplier cancelled) {
        return decoder.decode(bytes, first, page, minimumShortSide);
    }

    @Override
    public void close() {}
}
