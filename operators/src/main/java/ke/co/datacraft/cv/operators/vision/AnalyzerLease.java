package ke.co.datacraft.cv.operators.vision;

import java.util.concurrent.atomic.AtomicBoolean;
import ke.co.datacraft.cv.inference.Analyzer;

/** One use of an analyzer: it stays open at least until the lease is closed. */
final class AnalyzerLease implements AutoCloseable {

    private final Analyzer analyzer;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    AnalyzerLease(Analyzer analyzer, Runnable end) {
        this.analyzer = analyzer;
        this.end = end;
    }

    /** The analyzer; belongs to the registry. */
    Analyzer analyzer() {
        return analyzer;
    }

    /** Gives the analyzer back; only the first call counts. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
