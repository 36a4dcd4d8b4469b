package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What stands beside a model file: {@code FILE.sha256}, the digest that it had when it was fetched,
 * as {@code sha256sum} writes it, and {@code FILE.used}, which marks it as one that a {@link
 * ModelCache} may take away and whose time of change is that of the last use.
 */
public final class ModelFiles {

    private static final String DIGEST = ".sha256";
    private static final String USED = ".used";

    private ModelFiles() {}

    /** The digest of a file in lower-case hexadecimal; remembered while the file stays the same. */
    public static String sha256(Path file) throws IOException {
        return FileDigests.sha256(file);
    }

    /** Writes the digest down beside the file, for files whose manifest names none. */
    public static void record(Path file, String sha256) throws IOException {
        writeAtomically(beside(file, DIGEST), sha256 + "  " + file.getFileName() + "\n");
    }

    /** The digest that was written down, where there is one. */
    public static Optional<String> recordedDigest(Path file) {
        try {
            return Optional.of(Files.readString(beside(file, DIGEST)).strip().split("\\s+", 2)[0]);
        } catch (IOException exception) {
            return Optional.empty();
        }
    }

    /** Deletes a file and what stands beside it. */
    public static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(beside(file, DIGEST));
        Files.deleteIfExists(marker(file));
    }

    /** Writes a small file so that no reader ever sees a part of it. */
    static void writeAtomically(Path file, String text) throws IOException {
        Path part = beside(file, ".new");
        Files.writeString(part, text);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static Path marker(Path file) {
        return beside(file, USED);
    }

    static boolean isMarker(Path file) {
        return file.getFileName().toString().endsWith(USED);
    }

    static Path markedBy(Path marker) {
        String name = marker.getFileName().toString();
        return marker.resolveSibling(name.substring(0, name.length() - USED.length()));
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }
}
