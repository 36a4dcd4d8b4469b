package ke.co.datacraft.cv.inference.batch;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes when the test says so. */
final class FakeBatchingClock implements BatchingClock {

    private record Timer(long time, Runnable action) {}

    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::time));
    private long now;

    /**
     * @param origin any time, as the real clock starts anywhere
     */
    FakeBatchingClock(long origin) {
        now = origin;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized void runAt(long nanoTime, Runnable action) {
        timers.add(new Timer(nanoTime, action));
    }

    synchronized int timers() {
        return timers.size();
    }

    /** Lets time pass and runs what falls due, each at its time. */
    void advance(Duration time) {
        long end = now + time.toNanos();
        while (!timers.isEmpty() && timers.peek().time() <= end) {
            Timer due = timers.poll();
            now = due.time();
            due.action().run();
        }
        now = end;
    }
}
