package ke.co.datacraft.cv.standalone.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one fetch at a time write a file, of all threads and processes. The lock's own small file
 * stays: to delete it would let a third in beside a second who waits for it.
 */
final class TargetLock implements AutoCloseable {

    // Files locked by one process are one lock to the system, so its threads need their own.
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final FileChannel channel;

    private TargetLock(ReentrantLock thread, FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /** Waits until nobody else holds it. */
    static TargetLock acquire(Path target) throws IOException {
        Path file =
                target.resolveSibling("." + target.getFileName() + ".lock")
                        .toAbsolutePath()
                        .normalize();
        ReentrantLock thread = THREADS.computeIfAbsent(file, path -> new ReentrantLock());
        thread.lock();
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            locked = true;
            return new TargetLock(thread, channel);
        } finally {
            if (!locked) {
                thread.unlock();
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            thread.unlock();
        }
    }
}
