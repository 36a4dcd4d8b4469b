package ke.co.datacraft.cv.inference.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The digest by which an image's content is known. */
public final class Sha256 {

    private Sha256() {}

    /**
     * One digest for several files.
     *
     * @param digests of each file, in the order that matters; at least one
     * @return that of a single file as it is, else the digest of all of them, a line each
     */
    public static String combined(List<String> digests) {
        return digests.size() == 1
                ? digests.get(0)
                : hex(String.join("\n", digests).getBytes(StandardCharsets.US_ASCII));
    }

    /** Digest of the bytes in lower-case hexadecimal, 64 characters. */
    public static String hex(byte[] bytes) {
        return hex(ByteBuffer.wrap(bytes));
    }

    /**
     * Digest of the bytes from position to limit in lower-case hexadecimal, 64 characters; the
     * position stays where it is.
     */
    public static String hex(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", exception);
        }
    }
}
