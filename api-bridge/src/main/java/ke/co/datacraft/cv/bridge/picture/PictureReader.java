package ke.co.datacraft.cv.bridge.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a file's picture or a document's page upright, on white, no larger than it is needed. Sizes
 * come from the header before a pixel is decoded; nothing is written to a disk.
 */
public final class PictureReader {

    private final PictureLimits limits;
    private final DocumentReader documents;

    /**
     * @param limits what one picture may cost
     */
    public PictureReader(PictureLimits limits) {
        this.limits = limits;
        this.documents = new DocumentReader(limits);
    }

    /**
     * Reads.
     *
     * @param file the whole file
     * @param page from 0
     * @param maxSize longest side of what is made, in pixels; nothing is enlarged
     * @param wanted longest side of the picture as it was analysed, which documents need: a page
     *     has no pixels of its own
     * @throws PictureException when no picture can be made of it
     */
    public BufferedImage read(byte[] file, int page, int maxSize, int wanted)
            throws PictureException {
        FileType type = FileType.of(file);
        try {
            return switch (type) {
                case PDF -> documents.read(file, page, Math.min(maxSize, wanted));
                case OTHER -> throw new PictureException("The file is no picture");
                case JPEG, PNG, GIF, WEBP, BMP, TIFF -> image(type, file, page, maxSize);
            };
        } catch (IOException | RuntimeException e) {
            throw new PictureException("The " + type + " cannot be read", e);
        }
    }

    private BufferedImage image(FileType type, byte[] file, int page, int maxSize)
            throws IOException, PictureException {
        try (ImageInputStream in =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            ImageReader reader = reader(type);
            try {
                reader.setInput(in, false, type != FileType.TIFF);
                int width = reader.getWidth(page);
                int height = reader.getHeight(page);
                check((long) width * height);
                ImageReadParam parameters = reader.getDefaultReadParam();
                int step = step(width, height, maxSize);
                parameters.setSourceSubsampling(step, step, 0, 0);
                BufferedImage stored = reader.read(page, parameters);
                int orientation =
                        type == FileType.TIFF
                                ? tiffOrientation(reader, page)
                                : ExifOrientation.of(type, file);
                return upright(stored, orientation, size(width, height, maxSize));
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImageReader reader(FileType type) throws PictureException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(type.name());
        if (!readers.hasNext()) {
            throw new PictureException("No reader of " + type + " is installed");
        }
        return readers.next();
    }

    private void check(long pixels) throws PictureException {
        if (pixels > limits.maxPixels()) {
            throw new PictureException(
                    "The picture has %d pixels, the limit is %d"
                            .formatted(pixels, limits.maxPixels()));
        }
    }

    /** Every how manieth pixel is enough: twice the size that is made, within the memory for it. */
    private int step(int width, int height, int maxSize) {
        int forSize = Math.max(width, height) / (2 * maxSize);
        double share = (double) width * height / limits.maxDecodedPixels();
        return Math.max(1, Math.max(forSize, (int) Math.ceil(Math.sqrt(share))));
    }

    /** Longest side of what is made. */
    private static int size(int width, int height, int maxSize) {
        return Math.min(maxSize, Math.max(width, height));
    }

    private static int tiffOrientation(ImageReader reader, int page) throws IOException {
        TIFFField field =
                TIFFDirectory.createFromMetadata(reader.getImageMetadata(page))
                        .getTIFFField(BaselineTIFFTagSet.TAG_ORIENTATION);
        return field == null ? 1 : ExifOrientation.valid(field.getAsInt(0));
    }

    private static BufferedImage upright(BufferedImage stored, int orientation, int size) {
        boolean swap = ExifOrientation.swapsSides(orientation);
        int width = swap ? stored.getHeight() : stored.getWidth();
        int height = swap ? stored.getWidth() : stored.getHeight();
        double scale = Math.min(1, (double) size / Math.max(width, height));
        BufferedImage made =
                new BufferedImage(
                        Math.max(1, (int) Math.round(width * scale)),
                        Math.max(1, (int) Math.round(height * scale)),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = made.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, made.getWidth(), made.getHeight());
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                scale < 1
                        ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        AffineTransform transform = AffineTransform.getScaleInstance(scale, scale);
        transform.concatenate(
                ExifOrientation.upright(orientation, stored.getWidth(), stored.getHeight()));
        graphics.drawImage(stored, transform, null);
        graphics.dispose();
        return made;
    }
}
