package ke.co.datacraft.cv.operators.vision;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import ke.co.datacraft.cv.inference.Analyzer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Analyzers, each opened once when it is first asked for. Who waits for a model that loads holds up
 * nobody else; a model that cannot be loaded is tried again after a while.
 */
final class AnalyzerRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnalyzerRegistry.class);
    private static final long FAILURE_NANOS = Duration.ofSeconds(30).toNanos();

    private final AnalyzerFactory factory;
    private final Executor loader;
    private final LongSupplier nanoTime;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** One analyzer; {@code failedAt} is set once loading has failed. */
    private static final class Entry {
        private final CompletableFuture<Analyzer> analyzer = new CompletableFuture<>();
        private final AtomicBoolean closed = new AtomicBoolean();
        private volatile Long failedAt;

        private void close() {
            Analyzer opened = analyzer.isCompletedExceptionally() ? null : analyzer.getNow(null);
            if (opened != null && closed.compareAndSet(false, true)) {
                opened.close();
            }
        }
    }

    /**
     * @param factory opens analyzers
     * @param loader runs the opening; never the calling thread
     * @param nanoTime monotonic clock
     */
    AnalyzerRegistry(AnalyzerFactory factory, Executor loader, LongSupplier nanoTime) {
        this.factory = factory;
        this.loader = loader;
        this.nanoTime = nanoTime;
    }

    /**
     * Finds an analyzer.
     *
     * @param task task name
     * @param model model asked for, or null for the default
     * @return a future that fails with {@link ke.co.datacraft.cv.inference.InferenceException}
     */
    CompletableFuture<Analyzer> find(String task, String model) {
        String key;
        try {
            key = factory.key(task, model);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        boolean[] created = new boolean[1];
        Entry entry =
                entries.compute(
                        key,
                        (any, known) -> {
                            created[0] = known == null || hasExpired(known);
                            return created[0] ? new Entry() : known;
                        });
        if (created[0]) {
            load(entry, task, model);
        }
        return entry.analyzer;
    }

    private boolean hasExpired(Entry entry) {
        Long failedAt = entry.failedAt;
        return failedAt != null && nanoTime.getAsLong() - failedAt > FAILURE_NANOS;
    }

    private void load(Entry entry, String task, String model) {
        try {
            loader.execute(() -> open(entry, task, model));
        } catch (RuntimeException e) {
            fail(entry, e);
        }
    }

    private void open(Entry entry, String task, String model) {
        try {
            Analyzer analyzer = factory.open(task, model);
            LOG.info(
                    "Task {} is served by model {}@{}",
                    task,
                    analyzer.model().name(),
                    analyzer.model().version());
            entry.analyzer.complete(analyzer);
            if (closed) {
                entry.close();
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("Model {} of task {} cannot be loaded: {}", model, task, e.toString());
            fail(entry, e);
        }
    }

    private void fail(Entry entry, Throwable failure) {
        entry.failedAt = nanoTime.getAsLong();
        entry.analyzer.completeExceptionally(failure);
    }

    /** Closes every analyzer, also those that are still loading, once they are there. */
    @Override
    public void close() {
        closed = true;
        entries.values().forEach(Entry::close);
    }
}
