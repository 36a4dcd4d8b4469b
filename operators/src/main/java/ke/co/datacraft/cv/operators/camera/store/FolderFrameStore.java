package ke.co.datacraft.cv.operators.camera.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.FrameNames;

/** Frames in a folder, which every reader of them must see. */
public final class FolderFrameStore implements FrameStore {

    private static final int MAX_ATTEMPTS = 20;

    private final Path root;

    /**
     * A store in a folder, which is made when it is missing.
     *
     * @param root the folder of all objects, as the bridge has it
     */
    public FolderFrameStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String put(FrameKey key, byte[] jpeg, Duration keep) throws IOException {
        Path file = root.resolve(key.object());
        Path part = part(file.getParent());
        try {
            Files.write(part, jpeg);
            // A reader sees all of a frame or nothing.
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return address(key);
    }

    private static Path part(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Files.createDirectories(folder);
            try {
                return Files.createTempFile(folder, "part", null);
            } catch (NoSuchFileException e) {
                // It was empty, and was removed at this moment.
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public String address(FrameKey key) {
        return root.resolve(key.object()).toUri().toString();
    }

    @Override
    public int removeBefore(String tenantId, String sourceId, Instant time) throws IOException {
        Path folder = root.resolve(FrameNames.folder(tenantId, FrameNames.FRAMES, sourceId));
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int removed = 0;
        String hour = FrameNames.hour(time);
        List<Path> hours;
        try (Stream<Path> found = Files.find(folder, 4, (path, file) -> file.isDirectory())) {
            hours =
                    found.filter(path -> folder.relativize(path).getNameCount() == 4)
                            .filter(path -> name(folder, path).compareTo(hour) < 0)
                            .sorted()
                            .toList();
        }
        for (Path old : hours) {
            removed += remove(folder, old);
        }
        return removed;
    }

    private static String name(Path folder, Path hour) {
        return folder.relativize(hour).toString().replace('\\', '/');
    }

    private static int remove(Path folder, Path hour) throws IOException {
        int removed = 0;
        List<Path> files;
        try (Stream<Path> found = Files.walk(hour)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                removed++;
            }
            Files.deleteIfExists(file);
        }
        // Days, months and years that are empty now go with it.
        for (Path parent = hour.getParent();
                !parent.equals(folder) && isEmpty(parent);
                parent = parent.getParent()) {
            Files.deleteIfExists(parent);
        }
        return removed;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
