package ke.co.datacraft.cv.bridge.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects as files of a folder. A file is written beside its place and then moved there at once.
 */
public final class FolderObjectStorage implements ObjectStorage {

    /** No key holds this character, so that no key is the name of a file in the making. */
    private static final String UNFINISHED = "~";

    private static final int BUFFER = 1 << 16;
    private static final int FOLDER_TRIES = 20;

    private final Path root;

    /**
     * @param root folder; made when it is needed first
     */
    public FolderObjectStorage(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String uriOf(String key) {
        return "file://" + path(key).toUri().getRawPath();
    }

    @Override
    public Optional<String> keyOf(String uri) {
        try {
            URI parsed = new URI(uri);
            if (!"file".equalsIgnoreCase(parsed.getScheme()) || parsed.getPath() == null) {
                return Optional.empty();
            }
            Path path = Path.of(parsed.getPath()).normalize();
            return path.startsWith(root) && !path.equals(root)
                    ? Optional.of(root.relativize(path).toString())
                    : Optional.empty();
        } catch (URISyntaxException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
    public long put(String key, InputStream body) throws IOException {
        Path path = path(key);
        Path unfinished = unfinished(path);
        try {
            long bytes;
            try (FileChannel file = create(unfinished)) {
                bytes = write(file, body);
                // The job that names the file outlives a power failure, so the file has to.
                file.force(false);
            }
            Files.move(
                    unfinished,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return bytes;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + UNFINISHED);
    }

    private static FileChannel create(Path file) throws IOException {
        for (int tries = 1; ; tries++) {
            Files.createDirectories(file.getParent());
            try {
                return FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                // A deletion took the empty folder away in between.
                if (tries == FOLDER_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static long write(FileChannel file, InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            ByteBuffer part = ByteBuffer.wrap(buffer, 0, read);
            while (part.hasRemaining()) {
                file.write(part);
            }
            bytes += read;
        }
        return bytes;
    }

    @Override
    public InputStream get(String key) throws IOException {
        return Files.newInputStream(file(key), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public InputStream get(String key, long offset, long length) throws IOException {
        SeekableByteChannel channel =
                Files.newByteChannel(
                        file(key), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        channel.position(offset);
        return new LimitedInputStream(Channels.newInputStream(channel), length);
    }

    private Path file(String key) throws NoSuchFileException {
        Path path = path(key);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(key);
        }
        return path;
    }

    @Override
    public void delete(String key) throws IOException {
        Path path = path(key);
        Files.deleteIfExists(path);
        // Of a process that died while it wrote.
        Files.deleteIfExists(unfinished(path));
        // Days that are empty go with their last file.
        deleteEmptyAbove(path);
    }

    @Override
    public boolean exists(String key) {
        return Files.isRegularFile(path(key), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public List<String> list(String prefix, String after, int max) throws IOException {
        Path folder = path(prefix.replaceFirst("/$", ""));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> root.relativize(file).toString())
                    .filter(ObjectKeys::isKey)
                    .sorted()
                    .filter(key -> after == null || key.compareTo(after) > 0)
                    .limit(max)
                    .toList();
        }
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
        Path folder = path(prefix.replaceFirst("/$", ""));
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(folder)) {
            return names.filter(name -> Files.isDirectory(name, LinkOption.NOFOLLOW_LINKS))
                    .map(name -> name.getFileName().toString())
                    .filter(ObjectKeys::isKey)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public int deleteBefore(String prefix, Instant time) throws IOException {
        Path folder = path(prefix.replaceFirst("/$", ""));
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        List<Path> old;
        try (Stream<Path> files =
                Files.find(
                        folder,
                        Integer.MAX_VALUE,
                        (path, is) ->
                                is.isRegularFile()
                                        && is.lastModifiedTime().toInstant().isBefore(time))) {
            old = files.toList();
        } catch (UncheckedIOException e) {
            // Another bridge was faster.
            throw e.getCause();
        }
        for (Path file : old) {
            Files.deleteIfExists(file);
            deleteEmptyAbove(file);
        }
        return old.size();
    }

    private void deleteEmptyAbove(Path file) throws IOException {
        for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException e) {
                return;
            }
        }
    }

    @Override
    public void check() throws IOException {
        Files.createDirectories(root);
        if (!Files.isWritable(root)) {
            throw new IOException(
                    root + " cannot be written to; change its owner or CV_STORAGE_PATH");
        }
    }

    private Path path(String key) {
        return root.resolve(ObjectKeys.require(key));
    }

    @Override
    public void close() {
        // Files need no closing.
    }
}
