package ke.co.datacraft.cv.operators.vision;

import java.util.Set;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.batch.BatchingStatistics;

/** Finds and opens the analyzer of a task. */
interface AnalyzerFactory {

    /**
     * Identity of an analyzer, the same for every way to ask for it. Cheap: loads nothing.
     *
     * @param task task name
     * @param model model asked for, or null for the default
     * @throws InferenceException {@code UNKNOWN_TASK} or {@code UNKNOWN_MODEL}
     */
    String key(String task, String model);

    /**
     * The model that a request means, if it leaves the version open.
     *
     * @param task task name
     * @param model model asked for, or null for the default
     * @return name without version; null when the version is fixed, or there are none
     */
    String unversioned(String task, String model);

    /**
     * Tasks that a model serves.
     *
     * @param model {@code name} or {@code name@version}
     * @throws InferenceException {@code UNKNOWN_MODEL} or {@code INVALID_MODEL}
     */
    Set<String> tasks(String model);

    /**
     * Loads the analyzer; may take seconds.
     *
     * @param task task name
     * @param model model asked for, or null for the default
     * @return closed by the caller
     * @throws InferenceException {@code UNKNOWN_TASK}, {@code UNKNOWN_MODEL} or {@code
     *     INVALID_MODEL}
     */
    Analyzer open(String task, String model);

    /** Analyses at once that keep the models busy. */
    default int usualConcurrency() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** What the batchers of a model did. */
    default BatchingStatistics batching(String model) {
        return BatchingStatistics.NONE;
    }
}
