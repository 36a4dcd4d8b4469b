package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.inference.InferenceException;

/** Loads when the test says so, and knows which models are held. */
final class FakeModelLoader implements ModelLoader {

    private final Map<String, List<CompletableFuture<ModelLease>>> loading = new LinkedHashMap<>();
    private final List<String> held = new ArrayList<>();

    @Override
    public CompletableFuture<ModelLease> prepare(String model) {
        CompletableFuture<ModelLease> lease = new CompletableFuture<>();
        loading.computeIfAbsent(model, any -> new ArrayList<>()).add(lease);
        return lease;
    }

    /** Ends all loads of a model well. */
    void load(String model) {
        for (CompletableFuture<ModelLease> lease : loading.remove(model)) {
            held.add(model);
            lease.complete(() -> held.remove(model));
        }
    }

    /** Ends all loads of a model badly. */
    void fail(String model) {
        InferenceException damaged =
                new InferenceException(InferenceException.Reason.INVALID_MODEL, "damaged");
        loading.remove(model).forEach(lease -> lease.completeExceptionally(damaged));
    }

    /** Models that are asked for and neither loaded nor failed. */
    List<String> loading() {
        return List.copyOf(loading.keySet());
    }

    /** Models in use, once for each use. */
    List<String> held() {
        return List.copyOf(held);
    }
}
