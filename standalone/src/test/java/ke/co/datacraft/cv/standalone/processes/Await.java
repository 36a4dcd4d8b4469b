package ke.co.datacraft.cv.standalone.processes;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import ke.co.datacraft.cv.standalone.services.Waiting;

/** Waiting that fails the test when the time is over. */
final class Await {

    private Await() {}

    /**
     * Waits until the condition holds.
     *
     * @param what the condition in words
     * @param details what else a failure should tell, asked only then
     * @throws AssertionError when it does not come true in time
     */
    static void until(
            String what, Duration patience, Callable<Boolean> condition, Supplier<String> details) {
        if (!Waiting.until(patience, condition)) {
            throw new AssertionError(
                    "Not within %d s: %s%n%s".formatted(patience.toSeconds(), what, details.get()));
        }
    }
}
