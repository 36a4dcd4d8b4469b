package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** SHA-256 of files, remembered while path, size and time of change stay the same. */
public final class FileDigests {

    private static final int REMEMBERED = 256;
    private static final Map<Fingerprint, String> DIGESTS =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Fingerprint, String> eldest) {
                            return size() > REMEMBERED;
                        }
                    });

    private FileDigests() {}

    /** The key is of no use to a file that is replaced: its inode differs. */
    private record Fingerprint(Path path, Object fileKey, long size, FileTime changed) {

        static Fingerprint of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Fingerprint(
                    file.toAbsolutePath().normalize(),
                    attributes.fileKey(),
                    attributes.size(),
                    attributes.lastModifiedTime());
        }
    }

    /** The digest in lower-case hexadecimal. */
    public static String sha256(Path file) throws IOException {
        Fingerprint before = Fingerprint.of(file);
        String known = DIGESTS.get(before);
        if (known != null) {
            return known;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            String digest = sha256(stream);
            // A file that changed meanwhile has a digest of no state that it ever was in.
            if (Fingerprint.of(file).equals(before)) {
                DIGESTS.put(before, digest);
            }
            return digest;
        }
    }

    /** The digest of what is left in the stream. */
    static String sha256(InputStream stream) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every Java has SHA-256", exception);
        }
    }
}
