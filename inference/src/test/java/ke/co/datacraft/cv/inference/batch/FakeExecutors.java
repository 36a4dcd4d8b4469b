package ke.co.datacraft.cv.inference.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Executors that start a batch when told, and run when the test says so. */
final class FakeExecutors implements Executor {

    private final Deque<Runnable> started = new ArrayDeque<>();

    @Override
    public void execute(Runnable batch) {
        started.add(batch);
    }

    /** Batches that were started and have not run. */
    int busy() {
        return started.size();
    }

    /** Runs the oldest batch to its end. */
    void finishOne() {
        started.remove().run();
    }

    /** Runs all batches, also those that start meanwhile. */
    void finishAll() {
        while (!started.isEmpty()) {
            finishOne();
        }
    }
}
