package ke.co.datacraft.cv.standalone.services;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Folder with everything that one stack keeps. Held by one process at a time. */
public final class DataFolder implements AutoCloseable {

    private final Path root;
    private final RandomAccessFile lockFile;
    private final FileLock lock;

    private DataFolder(Path root, RandomAccessFile lockFile, FileLock lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Creates the folder where needed and takes it.
     *
     * @throws ServiceException when it cannot be written or another process holds it
     */
    public static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder.resolve("run"));
            Path root = folder.toRealPath();
            RandomAccessFile file = new RandomAccessFile(root.resolve("run/lock").toFile(), "rw");
            FileLock lock = tryLock(file);
            if (lock == null) {
                String holder = file.readLine();
                file.close();
                throw new ServiceException(
                        "The data folder "
                                + root
                                + " is in use by process "
                                + holder
                                + ": stop that one, or give another folder with --data");
            }
            file.setLength(0);
            file.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
            return new DataFolder(root, file, lock);
        } catch (IOException e) {
            throw new ServiceException(
                    "Cannot use the data folder "
                            + folder
                            + " ("
                            + e
                            + "): give a folder that can be written with --data",
                    e);
        }
    }

    private static FileLock tryLock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The folder itself, as a real path. */
    public Path root() {
        return root;
    }

    /** Process ids, addresses and the lock of a running stack. */
    public Path run() {
        return root.resolve("run");
    }

    /** Log files. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** A folder in it, which exists afterwards. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new ServiceException("Cannot create " + root.resolve(name) + ": " + e, e);
        }
    }

    /**
     * A random secret of 32 characters, the same at every start on this folder.
     *
     * @param name what it is for
     */
    public String secret(String name) {
        try {
            return Secret.keptIn(run().resolve(name));
        } catch (IOException e) {
            throw new ServiceException("Cannot keep a secret in " + run() + ": " + e, e);
        }
    }

    /**
     * Keeps a text that only the owner may read.
     *
     * @param folder folder in this one
     * @param name of the file
     * @return the file
     */
    public Path keep(String folder, String name, String text) {
        Path file = folder(folder).resolve(name);
        try {
            Path fresh =
                    Files.createTempFile(
                            file.getParent(),
                            "secret",
                            null,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServiceException("Cannot keep a secret in " + file.getParent() + ": " + e, e);
        }
    }

    /** Lets it go. */
    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new ServiceException("Cannot let go of " + root + ": " + e, e);
        }
    }
}
