package ke.co.datacraft.cv.inference.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Puts an EXIF orientation into image files that have none. */
public final class SampleExif {

    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private SampleExif() {}

    /** A TIFF structure with one tag, the orientation. */
    public static byte[] tag(int orientation, ByteOrder order) {
        ByteBuffer buffer = ByteBuffer.allocate(26).order(order);
        buffer.put(
                (order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM")
                        .getBytes(StandardCharsets.US_ASCII));
        buffer.putShort((short) 42).putInt(8).putShort((short) 1);
        buffer.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        buffer.putShort((short) orientation).putShort((short) 0).putInt(0);
        return buffer.array();
    }

    /** A JPEG with an APP1 segment behind its first marker. */
    public static byte[] intoJpeg(byte[] jpeg, int orientation) {
        byte[] exif = tag(orientation, ByteOrder.BIG_ENDIAN);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.write(0xff);
        file.write(0xe1);
        file.write(0);
        file.write(2 + PREFIX.length + exif.length);
        file.writeBytes(PREFIX);
        file.writeBytes(exif);
        file.write(jpeg, 2, jpeg.length - 2);
        return file.toByteArray();
    }

    /** A PNG with an eXIf chunk behind its header chunk. */
    public static byte[] intoPng(byte[] png, int orientation) {
        byte[] exif = tag(orientation, ByteOrder.LITTLE_ENDIAN);
        ByteBuffer chunk = ByteBuffer.allocate(12 + exif.length).putInt(exif.length);
        chunk.put("eXIf".getBytes(StandardCharsets.US_ASCII)).put(exif);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, 4 + exif.length);
        chunk.putInt((int) checksum.getValue());
        return inserted(png, 33, chunk.array());
    }

    /** A WebP with an extended header in front and an EXIF chunk at its end. */
    public static byte[] intoWebp(byte[] webp, int width, int height, int orientation) {
        byte[] exif = tag(orientation, ByteOrder.LITTLE_ENDIAN);
        byte[] pictureChunk = Arrays.copyOfRange(webp, 12, webp.length);
        int length = 12 + 18 + pictureChunk.length + 8 + exif.length;
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(length - 8).put(ascii("WEBP"));
        file.put(ascii("VP8X")).putInt(10).putInt(0x08);
        file.putShort((short) (width - 1)).put((byte) 0);
        file.putShort((short) (height - 1)).put((byte) 0);
        file.put(pictureChunk).put(ascii("EXIF")).putInt(exif.length).put(exif);
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] inserted(byte[] file, int offset, byte[] part) {
        ByteBuffer result = ByteBuffer.allocate(file.length + part.length);
        return result.put(file, 0, offset)
                .put(part)
                .put(file, offset, file.length - offset)
                .array();
    }
}
