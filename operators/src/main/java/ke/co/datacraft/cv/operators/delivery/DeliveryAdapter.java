package ke.co.datacraft.cv.operators.delivery;

import java.util.concurrent.CompletableFuture;

/** Hands an alert on, once. */
interface DeliveryAdapter extends AutoCloseable {

    /**
     * Makes one attempt, without waiting.
     *
     * @return done when the target has the alert; else with a {@link DeliveryException}, within a
     *     bounded time
     */
    CompletableFuture<Void> send(Delivery delivery);

    @Override
    void close();
}
