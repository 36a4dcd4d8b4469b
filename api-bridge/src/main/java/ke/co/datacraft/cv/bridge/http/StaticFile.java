package ke.co.datacraft.cv.bridge.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent.
 *
 * @param bytes its bytes
 * @param compressed the same with gzip; null where that saves nothing
 * @param tag entity tag, from the digest of the bytes
 * @param mediaType what it is
 */
record StaticFile(byte[] bytes, byte[] compressed, String tag, String mediaType) {

    private static final int TAG_DIGITS = 16;

    static StaticFile of(String path, byte[] bytes) throws IOException {
        byte[] compressed = compress(bytes);
        return new StaticFile(
                bytes,
                compressed.length < bytes.length ? compressed : null,
                "W/\"" + digest(bytes).substring(0, TAG_DIGITS) + '"',
                mediaType(path.substring(path.lastIndexOf('.') + 1)));
    }

    private static String mediaType(String ending) {
        return switch (ending) {
            case "html" -> "text/html;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }

    private static byte[] compress(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256", e);
        }
    }
}
