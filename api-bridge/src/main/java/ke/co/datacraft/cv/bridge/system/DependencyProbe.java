package ke.co.datacraft.cv.bridge.system;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import ke.co.datacraft.cv.bridge.system.DependencyState.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One check with what it found last; at most one thread is in it, however long it hangs. */
final class DependencyProbe {

    private static final Logger LOG = LoggerFactory.getLogger(DependencyProbe.class);
    private static final int MAX_REASON = 500;

    private final DependencyCheck check;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private CompletableFuture<DependencyState> running;
    private DependencyState last;
    private long lastNanos;

    DependencyProbe(DependencyCheck check, Clock clock, LongSupplier nanoTime) {
        this.check = check;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    DependencyCheck check() {
        return check;
    }

    /** What was found last, or null. */
    synchronized DependencyState last() {
        return last;
    }

    /** A state no older than the given age; a check that runs already is joined. */
    synchronized CompletableFuture<DependencyState> state(Duration age, Executor threads) {
        if (running != null) {
            return running;
        }
        if (last != null && nanoTime.getAsLong() - lastNanos < age.toNanos()) {
            return CompletableFuture.completedFuture(last);
        }
        CompletableFuture<DependencyState> result = new CompletableFuture<>();
        running = result;
        threads.execute(() -> run(result));
        return result;
    }

    /** Notes that the running check takes too long. */
    DependencyState hangs(Duration patience) {
        return found(state(State.DOWN, null, "No answer within " + patience.toMillis() + " ms"));
    }

    private void run(CompletableFuture<DependencyState> result) {
        long begin = nanoTime.getAsLong();
        DependencyState state;
        try {
            check.check();
            state = state(State.UP, (nanoTime.getAsLong() - begin) / 1e6, null);
        } catch (DependencyDownException e) {
            state = state(State.DOWN, null, e.getMessage());
            tell(e);
        } catch (Exception e) {
            state = state(State.DOWN, null, "The check failed; the log of the bridge tells why");
            tell(e);
        }
        synchronized (this) {
            running = null;
            found(state);
        }
        result.complete(state);
    }

    private synchronized DependencyState found(DependencyState state) {
        if (last != null && !last.isUp() && state.isUp()) {
            LOG.info("{} is there again", check.name());
        }
        last = state;
        lastNanos = nanoTime.getAsLong();
        return state;
    }

    /** Once per loss, not once per check. */
    private synchronized void tell(Exception failure) {
        if (last == null || last.isUp()) {
            LOG.warn("{} is away: {}", check.name(), words(failure));
        }
    }

    private static String words(Exception failure) {
        Throwable cause = failure.getCause();
        return failure.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    }

    private DependencyState state(State state, Double latency, String reason) {
        return new DependencyState(
                check.name(),
                state,
                check.required(),
                latency,
                reason == null || reason.length() <= MAX_REASON
                        ? reason
                        : reason.substring(0, MAX_REASON),
                clock.instant());
    }
}
