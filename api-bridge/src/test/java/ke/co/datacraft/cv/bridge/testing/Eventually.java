package ke.co.datacraft.cv.bridge.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what other threads and processes bring about. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * The first value that is as wanted.
     *
     * @throws AssertionError when two minutes have gone
     */
    public static <T> T get(String what, Callable<T> source, Predicate<T> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T last = source.call();
        while (!wanted.test(last)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(what + " did not come about; last was " + last);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            last = source.call();
        }
        return last;
    }

    /** Returns when something is so. */
    public static void until(String what, Callable<Boolean> condition) throws Exception {
        get(what, condition, so -> so);
    }
}
