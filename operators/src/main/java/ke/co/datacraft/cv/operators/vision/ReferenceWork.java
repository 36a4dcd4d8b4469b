package ke.co.datacraft.cv.operators.vision;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;

/** One reference under way. */
final class ReferenceWork {

    /** Where it stands. */
    enum Stage {
        /** A model loads. */
        LOADING_MODEL("loading a model"),
        /** Its bytes are on their way, or wait for that. */
        FETCHING("fetching the file"),
        /** It waits for a worker. */
        QUEUED("waiting for a worker"),
        /** A worker has it. */
        ANALYSING("analysing");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private final AdmittedReference admitted;
    private final VisionMetrics metrics;
    private final CompletableFuture<ReferenceOutcome> outcome = new CompletableFuture<>();
    private final Queue<AnalyzerLease> models = new ConcurrentLinkedQueue<>();
    private volatile Stage stage = Stage.LOADING_MODEL;
    private volatile int attempts;
    private volatile boolean cancelled;
    private volatile CompletableFuture<?> fetch;

    ReferenceWork(AdmittedReference admitted, VisionMetrics metrics) {
        this.admitted = admitted;
        this.metrics = metrics;
    }

    AdmittedReference admitted() {
        return admitted;
    }

    VisionMetrics metrics() {
        return metrics;
    }

    /** Completes with an outcome, never exceptionally. */
    CompletableFuture<ReferenceOutcome> outcome() {
        return outcome;
    }

    Stage stage() {
        return stage;
    }

    void enter(Stage next) {
        stage = next;
    }

    /** How often the bytes were asked for. */
    int attempts() {
        return attempts;
    }

    /** Notes another attempt; attempts follow one another, so they do not race. */
    void attempt() {
        attempts = attempts + 1;
    }

    void fetching(CompletableFuture<?> future) {
        fetch = future;
        if (cancelled) {
            future.cancel(false);
        }
    }

    /** Keeps the analyzer open until {@link #releaseModels}. */
    Analyzer hold(AnalyzerLease lease) {
        models.add(lease);
        return lease.analyzer();
    }

    /** Gives all analyzers back; called when nothing will use them any more. */
    void releaseModels() {
        for (AnalyzerLease lease = models.poll(); lease != null; lease = models.poll()) {
            lease.close();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Ends the work at the next opportunity; whatever comes of it is not wanted. */
    void cancel() {
        cancelled = true;
        CompletableFuture<?> running = fetch;
        if (running != null) {
            running.cancel(false);
        }
    }
}
