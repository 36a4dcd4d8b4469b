package ke.co.datacraft.cv.inference.batch;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of the machine; its thread starts with the first action. */
public final class SystemBatchingClock implements BatchingClock, AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param name of the thread
     */
    public SystemBatchingClock(String name) {
        timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        action -> {
                            Thread thread = new Thread(action, name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void runAt(long nanoTime, Runnable action) {
        timer.schedule(action, nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Drops what has not run. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
