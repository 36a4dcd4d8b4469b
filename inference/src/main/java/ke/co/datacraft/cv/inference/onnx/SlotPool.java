package ke.co.datacraft.cv.inference.onnx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps what one caller needs for a run (buffers, native handles) for the next caller. Makes a new
 * one when all are in use, so there are as many as there were callers at once; taking and giving
 * back use no lock.
 *
 * @param <S> what is kept; its {@code close} frees its native memory
 */
public final class SlotPool<S extends AutoCloseable> implements AutoCloseable {

    private final Supplier<S> factory;
    private final ConcurrentLinkedQueue<S> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /**
     * @param factory makes another one; called by the thread that needs it
     */
    public SlotPool(Supplier<S> factory) {
        this.factory = factory;
    }

    /**
     * Lends a slot to the use. A slot whose use failed is closed and not lent again, since its
     * buffers may be in any state.
     *
     * @param use what to do with it; must not keep it
     * @throws IllegalStateException when the pool is closed
     */
    public <R> R with(Function<? super S, ? extends R> use) {
        S slot = take();
        boolean usable = false;
        try {
            R result = use.apply(slot);
            usable = true;
            return result;
        } finally {
            end(slot, !usable);
        }
    }

    /**
     * Lends a slot until a future is done. A slot whose use failed is closed and not lent again.
     *
     * @param use what to do with it; must not keep it longer than that
     * @return the use's future; the one of a closed pool fails with {@link IllegalStateException}
     */
    public <R> CompletableFuture<R> lend(Function<? super S, CompletableFuture<R>> use) {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("the pool is closed"));
        }
        S slot = take();
        CompletableFuture<R> future = null;
        try {
            future = use.apply(slot);
        } finally {
            if (future == null) {
                closeSlot(slot);
            }
        }
        if (future.isDone()) {
            end(slot, future.isCompletedExceptionally());
            return future;
        }
        // Given back before whoever waits for the future goes on.
        return future.whenComplete((result, failure) -> end(slot, failure != null));
    }

    /**
     * Takes a slot out, to be given back.
     *
     * @throws IllegalStateException when the pool is closed
     */
    S take() {
        if (closed) {
            throw new IllegalStateException("the pool is closed");
        }
        S slot = idle.poll();
        return slot == null ? factory.get() : slot;
    }

    private void end(S slot, boolean failed) {
        if (failed) {
            closeSlot(slot);
        } else {
            giveBack(slot);
        }
    }

    /** Gives a slot back; it is closed when the pool is. */
    void giveBack(S slot) {
        idle.add(slot);
        // Closed while it was out: nobody else will empty the queue.
        if (closed) {
            closeIdle();
        }
    }

    /** Closes the idle ones now and the lent ones as they come back. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (S slot = idle.poll(); slot != null; slot = idle.poll()) {
            closeSlot(slot);
        }
    }

    private static void closeSlot(AutoCloseable slot) {
        try {
            slot.close();
        } catch (Exception exception) {
            throw new IllegalStateException("a slot could not be closed", exception);
        }
    }
}
