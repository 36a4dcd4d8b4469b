package ke.co.datacraft.cv.operators.vision;

import java.util.concurrent.CompletableFuture;

/** Loads models of this process before the first picture asks for them. */
@FunctionalInterface
interface ModelLoader extends AutoCloseable {

    /**
     * Loads and warms a model in the background; never waits.
     *
     * @param model {@code name} or {@code name@version}
     * @return done when it is ready, or failed when it cannot be loaded; then there is nothing to
     *     close
     */
    CompletableFuture<ModelLease> prepare(String model);

    @Override
    default void close() {}
}
