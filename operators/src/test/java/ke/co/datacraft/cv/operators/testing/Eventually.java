package ke.co.datacraft.cv.operators.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, for a bounded time. */
public final class Eventually {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private Eventually() {}

    /** Returns once the condition holds; fails when it does not within two minutes. */
    public static void check(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The condition did not hold within " + LONGEST);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
