package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of fetched models with a limit on their size. Only files that were {@link #adopt
 * adopted} are counted and taken away; what else is in the folder stays.
 *
 * @param folder made when it is missing
 * @param maxBytes most bytes of all adopted files, 1 or more
 */
public record ModelCache(Path folder, long maxBytes) {

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException naming the value and the cure
     */
    public ModelCache {
        if (maxBytes < 1) {
            throw new IllegalArgumentException(
                    "CV_MODEL_CACHE_SIZE is " + maxBytes + "; give a size such as 10gb");
        }
    }

    /** Takes a file of the folder, at any depth, under the limit; it counts as used now. */
    public void adopt(Path file) throws IOException {
        Path marker = ModelFiles.marker(file);
        if (!Files.exists(marker)) {
            Files.createFile(marker);
        }
        FileLease.of(file).close();
    }

    /**
     * Deletes the least recently used files until as many bytes as asked for fit in. A file that
     * any process has loaded stays.
     *
     * @return what was deleted
     * @throws IOException when there is no room without a model in use, naming the sizes
     */
    public List<Path> makeRoom(long bytes) throws IOException {
        List<Path> files = leastRecentlyUsedFirst();
        long total = bytes;
        for (Path file : files) {
            total += sizeOf(file);
        }
        List<Path> deleted = new ArrayList<>();
        for (Path file : files) {
            if (total <= maxBytes) {
                break;
            }
            long size = sizeOf(file);
            if (FileLease.deleteUnlessUsed(file)) {
                total -= size;
                deleted.add(file);
            }
        }
        if (total > maxBytes) {
            throw new IOException(
                    "the cache "
                            + folder
                            + " has no room for "
                            + bytes
                            + " bytes: models in use and it make "
                            + total
                            + ", CV_MODEL_CACHE_SIZE is "
                            + maxBytes
                            + "; raise it");
        }
        return deleted;
    }

    private List<Path> leastRecentlyUsedFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        record Used(Path file, long time) {}
        List<Used> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path marker : all.filter(ModelFiles::isMarker).toList()) {
                long time = Files.getLastModifiedTime(marker).toMillis();
                files.add(new Used(ModelFiles.markedBy(marker), time));
            }
        }
        files.sort(Comparator.comparingLong(Used::time));
        return files.stream().map(Used::file).toList();
    }

    private static long sizeOf(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
