package ke.co.datacraft.cv.standalone.command;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import picocli.CommandLine.Option;

/** The option that says how long to wait for a service. */
final class Patience {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "How long to try again (${DEFAULT-VALUE}).")
    private int seconds;

    /**
     * Asks until there is an answer, or the time is over.
     *
     * @param question answers, or not yet; a service that cannot be reached is no answer
     * @param last is asked instead when the time is over
     */
    <T> T await(Supplier<Optional<T>> question, Supplier<T> last) {
        if (seconds < 0) {
            throw new UsageException("--wait is " + seconds + ": give 0 or more seconds");
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (true) {
            boolean over = System.nanoTime() >= deadline || Thread.currentThread().isInterrupted();
            try {
                Optional<T> answer = question.get();
                if (answer.isPresent()) {
                    return answer.get();
                }
                if (over) {
                    return last.get();
                }
            } catch (ServiceException e) {
                if (over) {
                    throw e;
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
