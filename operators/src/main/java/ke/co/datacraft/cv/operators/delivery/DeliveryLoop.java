package ke.co.datacraft.cv.operators.delivery;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs one thing after another; what comes after its end is dropped. */
interface DeliveryLoop extends AutoCloseable {

    /** Runs it soon. */
    void execute(Runnable task);

    /** Runs it after a pause. */
    void schedule(Runnable task, Duration pause);

    /** Nanoseconds of a clock that only goes forward. */
    long nanos();

    @Override
    void close();

    /**
     * A loop on a thread of its own.
     *
     * @param name name of the thread
     */
    static DeliveryLoop start(String name) {
        return new ThreadLoop(name);
    }

    /** A thread. */
    final class ThreadLoop implements DeliveryLoop {

        private final ScheduledThreadPoolExecutor executor;

        private ThreadLoop(String name) {
            executor =
                    new ScheduledThreadPoolExecutor(
                            1,
                            task -> {
                                Thread thread = new Thread(task, name);
                                thread.setDaemon(true);
                                return thread;
                            },
                            new ThreadPoolExecutor.DiscardPolicy());
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public void execute(Runnable task) {
            executor.execute(task);
        }

        @Override
        public void schedule(Runnable task, Duration pause) {
            executor.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
