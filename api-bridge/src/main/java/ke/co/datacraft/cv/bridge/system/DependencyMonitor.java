package ke.co.datacraft.cv.bridge.system;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Knows how the dependencies are: checks them in the background and, when asked, again where the
 * last check is old. Whatever hangs, an answer takes no longer than {@link #PATIENCE}.
 */
public final class DependencyMonitor implements AutoCloseable {

    /** How long a check may take before its dependency counts as down. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final long PERIOD_SECONDS = 5;

    private final List<DependencyProbe> probes;
    private final ExecutorService checks =
            Executors.newCachedThreadPool(daemons("dependency-check"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(daemons("dependency-timer"));

    /**
     * @param checks what to look at, in the order of the answers
     * @param clock what time it is
     * @param registry where the metrics are registered
     */
    public DependencyMonitor(
            List<DependencyCheck> checks, Clock clock, PrometheusRegistry registry) {
        probes =
                checks.stream()
                        .map(check -> new DependencyProbe(check, clock, System::nanoTime))
                        .toList();
        GaugeWithCallback.builder()
                .name("cv_bridge_dependency_up")
                .help("1 where the dependency answered the last check, else 0")
                .labelNames("dependency")
                .callback(this::tell)
                .register(registry);
    }

    /** Begins to look in the background. */
    public void start() {
        timer.scheduleWithFixedDelay(this::states, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    /** How the dependencies are now. */
    public List<DependencyState> states() {
        List<CompletableFuture<DependencyState>> running =
                probes.stream().map(probe -> probe.state(FRESH, checks)).toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        List<DependencyState> states = new ArrayList<>(probes.size());
        for (int i = 0; i < probes.size(); i++) {
            states.add(await(running.get(i), probes.get(i), deadline));
        }
        return states;
    }

    private static DependencyState await(
            CompletableFuture<DependencyState> running, DependencyProbe probe, long deadline) {
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            return running.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return probe.hangs(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return probe.hangs(PATIENCE);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A probe completes with a state", e);
        }
    }

    private void tell(GaugeWithCallback.Callback gauge) {
        for (DependencyProbe probe : probes) {
            DependencyState last = probe.last();
            if (last != null) {
                gauge.call(last.isUp() ? 1 : 0, probe.check().name());
            }
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        checks.shutdownNow();
        probes.forEach(probe -> probe.check().close());
    }
}
