package ke.co.datacraft.cv.operators.camera;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import ke.co.datacraft.cv.contracts.ImageReference;

/**
 * What capture threads have for the task's thread: references and messages, no pixels. Frames are
 * bounded by the permits of each capture, messages by how seldom they are.
 */
final class HandOver {

    private static final CompletableFuture<Void> NOW = CompletableFuture.completedFuture(null);

    private final Queue<CameraRecord> messages = new ConcurrentLinkedQueue<>();
    private final Queue<Frame> frames = new ConcurrentLinkedQueue<>();
    private final AtomicReference<CompletableFuture<Void>> waiting = new AtomicReference<>(NOW);
    private volatile boolean signalled;

    /**
     * A stored frame.
     *
     * @param capture which stored it
     * @param permits which get one back when it is sent
     * @param reference what is sent
     * @param position of the recording after it
     */
    record Frame(
            CameraCapture capture,
            Semaphore permits,
            ImageReference reference,
            CameraPosition position) {}

    void message(CameraRecord message) {
        messages.add(message);
        wake();
    }

    void frame(Frame frame) {
        frames.add(frame);
        wake();
    }

    /** There is something to do for the reader beside what is handed over. */
    void signal() {
        signalled = true;
        wake();
    }

    /** Whether {@link #signal} was called since the last time. */
    boolean takeSignal() {
        boolean was = signalled;
        signalled = false;
        return was;
    }

    CameraRecord pollMessage() {
        return messages.poll();
    }

    Frame pollFrame() {
        return frames.poll();
    }

    boolean isEmpty() {
        return messages.isEmpty() && frames.isEmpty() && !signalled;
    }

    /** Completes when something is there. */
    CompletableFuture<Void> available() {
        if (!isEmpty()) {
            return NOW;
        }
        CompletableFuture<Void> future =
                waiting.updateAndGet(old -> old.isDone() ? new CompletableFuture<>() : old);
        // It may have come before the future was there to be completed.
        if (!isEmpty()) {
            future.complete(null);
        }
        return future;
    }

    private void wake() {
        waiting.get().complete(null);
    }
}
