package ke.co.datacraft.cv.bridge.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Forms that pictures are made in. */
public enum PictureFormat {
    /** Small; quality 0.88. */
    JPEG("image/jpeg", "jpg"),
    /** Exact. */
    PNG("image/png", "png");

    private static final float QUALITY = 0.88f;

    private final String mediaType;
    private final String extension;

    PictureFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    /** The format of this word. */
    public static PictureFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Media type. */
    public String mediaType() {
        return mediaType;
    }

    /** Ending of a file, without the dot before it. */
    public String extension() {
        return extension;
    }

    /** The picture as a file. */
    public byte[] encode(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(name()).next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (this == JPEG) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new IllegalStateException("A picture in memory cannot be written", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
