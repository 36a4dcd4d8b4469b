package ke.co.datacraft.cv.operators.camera.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

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
    public void close() {
        // Nothing is open.
    }
}
