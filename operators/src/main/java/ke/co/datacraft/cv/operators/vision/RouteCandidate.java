package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelShare;
import ke.co.datacraft.cv.operators.record.ActiveModel;

/** An activation whose models are loading. It takes effect as a whole, when all are settled. */
final class RouteCandidate {

    private final String model;
    private final ActiveModel wanted;
    private final CompletableFuture<ModelLease> active;
    private final CompletableFuture<ModelLease> canary;
    private final CompletableFuture<ModelLease> shadow;
    private final CompletableFuture<Void> settled;

    /**
     * Starts loading.
     *
     * @param model name of the model
     * @param wanted what to load, or null for the repository's own choice
     * @param loader loads models
     */
    RouteCandidate(String model, ActiveModel wanted, ModelLoader loader) {
        ModelActivation activation = wanted == null ? null : wanted.activation();
        this.model = model;
        this.wanted = wanted;
        this.active =
                loader.prepare(activation == null ? model : model + '@' + activation.version());
        this.canary = prepare(activation == null ? null : activation.canary(), loader);
        this.shadow = prepare(activation == null ? null : activation.shadow(), loader);
        this.settled = CompletableFuture.allOf(ended(active), ended(canary), ended(shadow));
    }

    private CompletableFuture<ModelLease> prepare(ModelShare share, ModelLoader loader) {
        return share == null
                ? CompletableFuture.completedFuture(null)
                : loader.prepare(model + '@' + share.version());
    }

    private static CompletableFuture<Void> ended(CompletableFuture<?> future) {
        return future.handle((any, failure) -> null);
    }

    /** Whether every model is loaded or has failed. */
    boolean isSettled() {
        return settled.isDone();
    }

    /** What was ordered, or null for the repository's own choice. */
    ActiveModel wanted() {
        return wanted;
    }

    /** Why it cannot take effect, or null; only once it is settled. */
    Throwable failure() {
        return failureOf(active);
    }

    /** Why some part of it is left out, by version; only once it is settled. */
    List<String> leftOut() {
        List<String> reasons = new ArrayList<>();
        if (failureOf(canary) != null) {
            reasons.add(
                    "canary " + wanted.activation().canary().version() + ": " + failureOf(canary));
        }
        if (failureOf(shadow) != null) {
            reasons.add(
                    "shadow " + wanted.activation().shadow().version() + ": " + failureOf(shadow));
        }
        return reasons;
    }

    /** The route, without a canary or shadow that failed; only once it is settled. */
    ModelRoute route() {
        ModelActivation ordered = wanted.activation();
        List<ModelLease> leases = new ArrayList<>();
        for (CompletableFuture<ModelLease> loaded : List.of(active, canary, shadow)) {
            if (failureOf(loaded) == null && loaded.join() != null) {
                leases.add(loaded.join());
            }
        }
        return new ModelRoute(
                new ModelActivation(
                        ordered.schemaVersion(),
                        ordered.model(),
                        ordered.version(),
                        failureOf(canary) == null ? ordered.canary() : null,
                        failureOf(shadow) == null ? ordered.shadow() : null,
                        ordered.updatedBy(),
                        ordered.updatedAt()),
                wanted.previousVersion(),
                leases);
    }

    /** Gives back what is loaded, and what still loads once it is there. */
    void drop() {
        for (CompletableFuture<ModelLease> loading : List.of(active, canary, shadow)) {
            loading.thenAccept(
                    lease -> {
                        if (lease != null) {
                            lease.close();
                        }
                    });
        }
    }

    private static Throwable failureOf(CompletableFuture<?> future) {
        return future.isCompletedExceptionally()
                ? Failures.unwrapped(future.handle((any, failure) -> failure).join())
                : null;
    }
}
