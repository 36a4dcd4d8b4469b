package ke.co.datacraft.cv.operators.vision;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fixed number of threads that take the highest priority first and the oldest among equals. Its
 * queue needs no bound of its own: the async operators bound what is in flight.
 */
final class PriorityExecutor implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(30);

    private final ThreadPoolExecutor threads;
    private final AtomicLong sequence = new AtomicLong();

    /** What waits. */
    private record Entry(int priority, long number, Runnable action)
            implements Runnable, Comparable<Entry> {

        @Override
        public void run() {
            action.run();
        }

        @Override
        public int compareTo(Entry other) {
            int byPriority = Integer.compare(other.priority, priority);
            return byPriority != 0 ? byPriority : Long.compare(number, other.number);
        }
    }

    /**
     * @param name what the threads are called
     * @param size number of threads, at least 1
     */
    PriorityExecutor(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        0,
                        TimeUnit.SECONDS,
                        new PriorityBlockingQueue<>(),
                        action -> {
                            Thread thread =
                                    new Thread(action, name + '-' + number.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /**
     * The same threads for work of one priority.
     *
     * @param priority higher goes first
     */
    Executor withPriority(int priority) {
        return action -> threads.execute(new Entry(priority, sequence.getAndIncrement(), action));
    }

    /** Work that waits now. */
    int waiting() {
        return threads.getQueue().size();
    }

    /** Drops what waits, interrupts what runs and waits for its end, for a bounded time. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
