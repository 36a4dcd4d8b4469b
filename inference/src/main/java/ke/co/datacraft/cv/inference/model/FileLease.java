package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a file of a {@link ModelCache} is in use, to this process and to others: a shared lock
 * on its marker, held once per process. Files without a marker need none.
 */
public final class FileLease implements AutoCloseable {

    /** For what is never taken away. */
    static final FileLease NONE = new FileLease(null);

    private static final Logger LOG = LoggerFactory.getLogger(FileLease.class);
    // Java forbids two locks of one process on one file, so they are counted. Guarded by itself.
    private static final Map<Path, Holder> HOLDERS = new HashMap<>();

    private final Path marker;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FileLease(Path marker) {
        this.marker = marker;
    }

    private static final class Holder {
        private final FileChannel channel;
        private final boolean writable;
        private int count;

        Holder(Path marker) throws IOException {
            writable = Files.isWritable(marker);
            channel =
                    writable
                            ? FileChannel.open(
                                    marker, StandardOpenOption.READ, StandardOpenOption.WRITE)
                            : FileChannel.open(marker, StandardOpenOption.READ);
            try {
                channel.lock(0, Long.MAX_VALUE, true);
            } catch (IOException exception) {
                channel.close();
                throw exception;
            }
        }

        /**
         * Makes the time of change that of now, through this channel: the system drops all locks of
         * a process on a file as soon as the process closes the file anywhere, which setting its
         * time by path does.
         */
        void touch() throws IOException {
            if (writable) {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
            }
        }
    }

    /** Marks the file as used now and as in use until the lease is closed. */
    static FileLease of(Path file) {
        Path marker = ModelFiles.marker(file).toAbsolutePath().normalize();
        if (!Files.exists(marker)) {
            return NONE;
        }
        synchronized (HOLDERS) {
            try {
                Holder holder = HOLDERS.get(marker);
                if (holder == null) {
                    holder = new Holder(marker);
                    HOLDERS.put(marker, holder);
                }
                holder.count++;
                touch(holder);
            } catch (IOException exception) {
                LOG.warn("{} cannot be locked; its model may be taken away", marker, exception);
                return NONE;
            }
        }
        return new FileLease(marker);
    }

    private static void touch(Holder holder) {
        try {
            holder.touch();
        } catch (IOException exception) {
            LOG.warn("The time of the last use of a model cannot be written", exception);
        }
    }

    /**
     * Deletes a file unless it is in use.
     *
     * @return whether it is gone
     */
    static boolean deleteUnlessUsed(Path file) throws IOException {
        Path marker = ModelFiles.marker(file).toAbsolutePath().normalize();
        synchronized (HOLDERS) {
            if (HOLDERS.containsKey(marker)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(marker, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    return false;
                }
                ModelFiles.delete(file);
                return true;
            } catch (OverlappingFileLockException exception) {
                return false;
            }
        }
    }

    @Override
    public void close() {
        if (marker == null || !closed.compareAndSet(false, true)) {
            return;
        }
        synchronized (HOLDERS) {
            Holder holder = HOLDERS.get(marker);
            if (--holder.count == 0) {
                HOLDERS.remove(marker);
                try {
                    holder.channel.close();
                } catch (IOException exception) {
                    LOG.warn("{} stays locked until this process ends", marker, exception);
                }
            }
        }
    }
}
