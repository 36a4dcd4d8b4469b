package ke.co.datacraft.cv.bridge.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Files of pictures whose quarters differ in colour. */
public final class TestingPictures {

    /** Upper left, upper right, lower left, lower right. */
    static final List<Color> QUARTERS = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW);

    private TestingPictures() {}

    /** A picture with its quarters. */
    public static BufferedImage quarters(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 4; i++) {
            graphics.setColor(QUARTERS.get(i));
            graphics.fillRect(i % 2 * width / 2, i / 2 * height / 2, width / 2, height / 2);
        }
        graphics.dispose();
        return image;
    }

    /** The picture as a file. */
    public static byte[] encode(String format, BufferedImage... pages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            if (pages.length == 1) {
                writer.write(pages[0]);
            } else {
                writer.prepareWriteSequence(null);
                for (BufferedImage page : pages) {
                    writer.writeToSequence(new IIOImage(page, null, null), null);
                }
                writer.endWriteSequence();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** TIFF with one entry: the orientation. */
    private static byte[] exif(int orientation) {
        return HexFormat.of()
                .parseHex("4d4d002a000000080001011200030000000100%02x0000".formatted(orientation));
    }

    /** A JPEG whose camera was held in one of eight ways. */
    public static byte[] jpegWithOrientation(BufferedImage image, int orientation) {
        byte[] jpeg = encode("jpeg", image);
        byte[] exif = exif(orientation);
        return ByteBuffer.allocate(jpeg.length + exif.length + 10)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) 0xE1)
                .putShort((short) (exif.length + 8))
                .put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** A PNG with an orientation, behind its header. */
    static byte[] pngWithOrientation(BufferedImage image, int orientation) {
        byte[] png = encode("png", image);
        byte[] exif = exif(orientation);
        byte[] chunk =
                ByteBuffer.allocate(4 + exif.length)
                        .put("eXIf".getBytes(StandardCharsets.ISO_8859_1))
                        .put(exif)
                        .array();
        CRC32 checksum = new CRC32();
        checksum.update(chunk);
        return ByteBuffer.allocate(png.length + chunk.length + 8)
                .put(png, 0, 33)
                .putInt(exif.length)
                .put(chunk)
                .putInt((int) checksum.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }

    /** A TIFF with an orientation. */
    static byte[] tiffWithOrientation(BufferedImage image, int orientation) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        TIFFDirectory directory =
                TIFFDirectory.createFromMetadata(
                        writer.getDefaultImageMetadata(
                                new ImageTypeSpecifier(image), writer.getDefaultWriteParam()));
        directory.addTIFFField(
                new TIFFField(
                        BaselineTIFFTagSet.getInstance().getTag(BaselineTIFFTagSet.TAG_ORIENTATION),
                        orientation));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, directory.getAsMetadata()));
        }
        return bytes.toByteArray();
    }

    /** A JPEG of four inks: cyan on the left, none on the right; as printers have it, inverted. */
    static byte[] cmykJpeg(int width, int height) throws IOException {
        WritableRaster inks =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                inks.setPixel(x, y, new int[] {x < width / 2 ? 0 : 255, 255, 255, 255});
            }
        }
        ImageWriter writer = jdkJpegWriter();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(inks, null, null), null);
        }
        byte[] jpeg = bytes.toByteArray();
        byte[] adobe = HexFormat.of().parseHex("ffee000e41646f626500640000000000");
        return ByteBuffer.allocate(jpeg.length + adobe.length)
                .put(jpeg, 0, 2)
                .put(adobe)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** The one that writes rasters of any number of bands. */
    private static ImageWriter jdkJpegWriter() {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("jpeg");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                return writer;
            }
        }
        throw new IllegalStateException("The JDK has a writer of JPEGs");
    }

    /** A PDF; each page is 200 x 100 points and has a black square at its own number times 20. */
    public static byte[] pdf(int pages, int rotation) {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < pages; i++) {
                PDPage page = new PDPage(new PDRectangle(200, 100));
                page.setRotation(rotation);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.addRect(i * 20f, 80, 20, 20);
                    content.fill();
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a pixel has nearly a colour. */
    public static boolean isNearly(BufferedImage image, int x, int y, Color color) {
        Color found = new Color(image.getRGB(x, y));
        return Math.abs(found.getRed() - color.getRed()) < 40
                && Math.abs(found.getGreen() - color.getGreen()) < 40
                && Math.abs(found.getBlue() - color.getBlue()) < 40;
    }
}
