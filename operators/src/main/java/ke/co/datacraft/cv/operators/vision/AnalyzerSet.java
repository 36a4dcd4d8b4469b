package ke.co.datacraft.cv.operators.vision;

import java.util.HashMap;
import java.util.Map;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;

/**
 * Analyzers for other uses than that of the vision operators: each is opened when it is first asked
 * for and stays open as long as the set. Versions of models are those that were found first.
 */
public final class AnalyzerSet implements AutoCloseable {

    private final AnalyzerFactory factory;
    private final Map<String, Analyzer> opened = new HashMap<>();
    private boolean closed;

    /**
     * @param settings models and defaults; folders are read here, once
     * @throws ke.co.datacraft.cv.inference.InferenceException {@code INVALID_MODEL} for a manifest
     *     that is wrong
     */
    public AnalyzerSet(InferenceSettings settings) {
        this.factory = new ModelAnalyzers(settings);
    }

    /**
     * The analyzer of a task; may take seconds when it is new.
     *
     * @param task task name
     * @param model {@code name}, {@code name@version}, or null for the default
     * @return belongs to the set
     * @throws ke.co.datacraft.cv.inference.InferenceException {@code UNKNOWN_TASK}, {@code
     *     UNKNOWN_MODEL} or {@code INVALID_MODEL}; the next call tries again
     * @throws IllegalStateException when the set is closed
     */
    public synchronized Analyzer get(String task, String model) {
        if (closed) {
            throw new IllegalStateException("the analyzers are closed");
        }
        String key = factory.key(task, model);
        Analyzer known = opened.get(key);
        if (known == null) {
            known = factory.open(task, model);
            opened.put(key, known);
        }
        return known;
    }

    /** Closes them; analyses under way end first. */
    @Override
    public synchronized void close() {
        closed = true;
        opened.values().forEach(Analyzer::close);
        opened.clear();
    }
}
