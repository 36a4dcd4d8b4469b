package ke.co.datacraft.cv.operators.vision;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.operators.settings.ModelLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Analyzers, each opened once when it is first asked for and closed when nobody has used it for a
 * while or room is needed. Who waits for a model that loads holds up nobody else; a model that
 * cannot be loaded is tried again after a while. Finding a loaded one takes no lock.
 *
 * <p>More than {@link ModelLimits#maxLoaded} stay open only while all of them are in use.
 */
final class AnalyzerRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnalyzerRegistry.class);
    private static final long FAILURE_NANOS = Duration.ofSeconds(30).toNanos();

    private final AnalyzerFactory factory;
    private final ModelLimits limits;
    private final Executor loader;
    private final LongSupplier nanoTime;
    private final Map<String, LoadedAnalyzer> entries = new ConcurrentHashMap<>();
    private final AtomicBoolean trimming = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param factory opens analyzers
     * @param limits how many are kept
     * @param loader runs the opening and closing; never the calling thread
     * @param nanoTime monotonic clock
     */
    AnalyzerRegistry(
            AnalyzerFactory factory, ModelLimits limits, Executor loader, LongSupplier nanoTime) {
        this.factory = factory;
        this.limits = limits;
        this.loader = loader;
        this.nanoTime = nanoTime;
    }

    /**
     * Finds an analyzer, and loads it where that was not done yet. It is not closed before the
     * lease is.
     *
     * @param task task name
     * @param model model asked for, or null for the default
     * @return a future that fails with {@link ke.co.datacraft.cv.inference.InferenceException};
     *     then there is nothing to close
     */
    CompletableFuture<AnalyzerLease> lease(String task, String model) {
        String key;
        try {
            key = factory.key(task, model);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        while (true) {
            LoadedAnalyzer known = entries.get(key);
            if (known == null || hasExpired(known)) {
                LoadedAnalyzer created = new LoadedAnalyzer();
                created.enter();
                if (put(key, known, created)) {
                    load(created, task, model);
                    return leaseOf(created);
                }
            } else if (known.enter()) {
                return leaseOf(known);
            } else {
                // Closed a moment ago; its closer may not have removed it yet.
                entries.remove(key, known);
            }
        }
    }

    private boolean put(String key, LoadedAnalyzer known, LoadedAnalyzer created) {
        return known == null
                ? entries.putIfAbsent(key, created) == null
                : entries.replace(key, known, created);
    }

    private CompletableFuture<AnalyzerLease> leaseOf(LoadedAnalyzer entry) {
        return entry.analyzer()
                .whenComplete(
                        (analyzer, failure) -> {
                            if (failure != null) {
                                entry.leave(nanoTime.getAsLong());
                            }
                        })
                .thenApply(analyzer -> new AnalyzerLease(analyzer, () -> leave(entry)));
    }

    private void leave(LoadedAnalyzer entry) {
        entry.leave(nanoTime.getAsLong());
        if (entries.size() > limits.maxLoaded() && trimming.compareAndSet(false, true)) {
            try {
                loader.execute(
                        () -> {
                            trimming.set(false);
                            trim();
                        });
            } catch (RejectedExecutionException e) {
                LOG.debug("The process ends; close() closes the models");
            }
        }
    }

    private boolean hasExpired(LoadedAnalyzer entry) {
        Long failedAt = entry.failedAt();
        return failedAt != null && nanoTime.getAsLong() - failedAt > FAILURE_NANOS;
    }

    private void load(LoadedAnalyzer entry, String task, String model) {
        try {
            loader.execute(() -> open(entry, task, model));
        } catch (RuntimeException e) {
            entry.fail(e, nanoTime.getAsLong());
        }
    }

    private void open(LoadedAnalyzer entry, String task, String model) {
        try {
            Analyzer analyzer = factory.open(task, model);
            LOG.info("Task {} is served by model {}", task, nameOf(analyzer));
            entry.analyzer().complete(analyzer);
            if (closed) {
                entry.close();
            }
            trim();
        } catch (RuntimeException | Error e) {
            LOG.warn("Model {} of task {} cannot be loaded: {}", model, task, e.toString());
            entry.fail(e, nanoTime.getAsLong());
        }
    }

    /** Closes those unused for longest until no more are left than may be kept. */
    private void trim() {
        int excess = loaded() - limits.maxLoaded();
        if (excess > 0) {
            idle().stream().limit(excess).forEach(one -> close(one, "another model needs room"));
        }
    }

    /** Closes what nobody has used for a while and forgets failures that are over. */
    void closeIdle() {
        long now = nanoTime.getAsLong();
        long idleNanos = limits.idleTime().toNanos();
        idle().stream()
                .filter(one -> now - one.getValue().usedAt() >= idleNanos)
                .forEach(one -> close(one, "nobody used it for " + limits.idleTime()));
        entries.values().removeIf(this::hasExpired);
    }

    /** Loaded and without users now, the longest unused first. */
    private List<Map.Entry<String, LoadedAnalyzer>> idle() {
        long now = nanoTime.getAsLong();
        return entries.entrySet().stream()
                .filter(one -> one.getValue().isIdle())
                .map(one -> Map.entry(one.getKey(), one.getValue()))
                .sorted(
                        Comparator.comparingLong(
                                (Map.Entry<String, LoadedAnalyzer> one) ->
                                        one.getValue().usedAt() - now))
                .toList();
    }

    private void close(Map.Entry<String, LoadedAnalyzer> idle, String reason) {
        if (idle.getValue().closeIfIdle()) {
            entries.remove(idle.getKey(), idle.getValue());
            LOG.info("Model {} is closed: {}", nameOf(idle.getValue().analyzer().join()), reason);
        }
    }

    private static String nameOf(Analyzer analyzer) {
        return analyzer.model().name() + '@' + analyzer.model().version();
    }

    /** Analyzers that are loaded now. */
    int loaded() {
        return (int) entries.values().stream().filter(LoadedAnalyzer::isLoaded).count();
    }

    /** Closes every analyzer, also those that are still loading, once they are there. */
    @Override
    public void close() {
        closed = true;
        entries.values().forEach(LoadedAnalyzer::close);
    }
}
