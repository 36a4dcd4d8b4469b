package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Loads and warms models before the first picture asks for them. */
final class ModelPreparer {

    private final AnalyzerFactory factory;
    private final AnalyzerRegistry analyzers;
    private final Executor loader;

    /**
     * @param factory tells what a model is for
     * @param analyzers where the models are loaded
     * @param loader looks models up; never the calling thread
     */
    ModelPreparer(AnalyzerFactory factory, AnalyzerRegistry analyzers, Executor loader) {
        this.factory = factory;
        this.analyzers = analyzers;
        this.loader = loader;
    }

    /**
     * Loads a model for every task that it serves; never waits.
     *
     * @param model {@code name} or {@code name@version}
     * @return done when it is ready, or failed with {@link
     *     ke.co.datacraft.cv.inference.InferenceException} when it cannot be loaded; then there is
     *     nothing to close
     */
    CompletableFuture<ModelLease> prepare(String model) {
        return CompletableFuture.supplyAsync(() -> factory.tasks(model), loader)
                .thenCompose(tasks -> lease(List.copyOf(tasks), model));
    }

    private CompletableFuture<ModelLease> lease(List<String> tasks, String model) {
        List<CompletableFuture<AnalyzerLease>> leases = new ArrayList<>(tasks.size());
        for (String task : tasks) {
            leases.add(analyzers.lease(task, model));
        }
        ModelLease whole = () -> leases.forEach(lease -> lease.thenAccept(AnalyzerLease::close));
        return CompletableFuture.allOf(leases.toArray(CompletableFuture<?>[]::new))
                .whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                whole.close();
                            }
                        })
                .thenApply(done -> whole);
    }
}
