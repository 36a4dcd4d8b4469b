package ke.co.datacraft.cv.standalone.samples;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import ke.co.datacraft.cv.inference.image.OpenCv;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures as files. The same picture gives the same bytes. */
public final class ImageFiles {

    private static final float JPEG_QUALITY = 0.92f;
    private static final int WEBP_QUALITY = 92;

    private ImageFiles() {}

    /**
     * Encodes pictures of the type 3BYTE_BGR.
     *
     * @param pages one, or more for {@code tiff}
     * @param format {@code png}, {@code jpg}, {@code bmp}, {@code tiff} or {@code webp}
     */
    public static byte[] encode(List<BufferedImage> pages, String format) {
        if (format.equals("webp")) {
            return webp(pages.get(0));
        }
        ImageWriter writer = writer(format);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            if (pages.size() == 1) {
                writer.write(
                        null, new IIOImage(pages.get(0), null, null), parameters(writer, format));
            } else {
                writer.prepareWriteSequence(null);
                for (BufferedImage page : pages) {
                    writer.writeToSequence(
                            new IIOImage(page, null, null), parameters(writer, format));
                }
                writer.endWriteSequence();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode as " + format, e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The JDK's own writer; others on the class path would write other bytes. */
    private static ImageWriter writer(String format) {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getModule().isNamed()) {
                return writer;
            }
        }
        throw new IllegalArgumentException("This Java writes no " + format);
    }

    private static ImageWriteParam parameters(ImageWriter writer, String format) {
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        switch (format) {
            case "jpg" -> {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(JPEG_QUALITY);
            }
            case "tiff" -> {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionType("LZW");
            }
            default -> {
                return parameters;
            }
        }
        return parameters;
    }

    /** No JDK writes WebP; OpenCV does. */
    private static byte[] webp(BufferedImage page) {
        OpenCv.initialise();
        byte[] samples = ((DataBufferByte) page.getRaster().getDataBuffer()).getData();
        try (PointerScope scope = new PointerScope()) {
            Mat pixels =
                    new Mat(
                            page.getHeight(),
                            page.getWidth(),
                            opencv_core.CV_8UC3,
                            new BytePointer(samples));
            BytePointer encoded = new BytePointer();
            IntPointer parameters =
                    new IntPointer(opencv_imgcodecs.IMWRITE_WEBP_QUALITY, WEBP_QUALITY);
            if (!opencv_imgcodecs.imencode(".webp", pixels, encoded, parameters)) {
                throw new IllegalStateException("OpenCV does not write WebP here");
            }
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }
}
