package ke.co.datacraft.cv.operators.vision;

import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ModelChoice;

/** Finds analyzers in the versions that were chosen for a reference. */
final class RoutedAnalyzers {

    private final AnalyzerFactory factory;
    private final AnalyzerRegistry analyzers;

    /**
     * @param factory tells which model a request means
     * @param analyzers opens analyzers
     */
    RoutedAnalyzers(AnalyzerFactory factory, AnalyzerRegistry analyzers) {
        this.factory = factory;
        this.analyzers = analyzers;
    }

    /**
     * Finds the analyzer of a request. A chosen version that cannot be loaded, which can only be
     * after a restart, is stood in for by the one before it.
     *
     * @return a future that fails with {@link ke.co.datacraft.cv.inference.InferenceException}
     */
    CompletableFuture<AnalyzerLease> lease(AdmittedReference admitted, TaskRequest request) {
        String task = request.task();
        String name = factory.unversioned(task, request.model());
        ModelChoice choice = admitted.choice(name);
        if (choice == null) {
            return analyzers.lease(task, request.model());
        }
        String fallback =
                choice.fallback() == null ? request.model() : name + '@' + choice.fallback();
        return analyzers
                .lease(task, name + '@' + choice.version())
                .exceptionallyCompose(failure -> analyzers.lease(task, fallback));
    }
}
