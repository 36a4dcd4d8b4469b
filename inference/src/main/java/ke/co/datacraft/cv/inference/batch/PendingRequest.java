package ke.co.datacraft.cv.inference.batch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * A request on its way to its answer, of which there is exactly one.
 *
 * @param <R> the request
 * @param <A> the answer
 */
public final class PendingRequest<R, A> {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final R request;
    private final int priority;
    private final long arrival;
    private final long deadline;
    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private volatile boolean departed;
    private volatile Thread heldUp;
    private long departure;

    /** Among equals, the lower number goes first. */
    private long number;

    PendingRequest(R request, int priority, long arrival, long timeout) {
        this.request = request;
        this.priority = priority;
        this.arrival = arrival;
        this.deadline = arrival + timeout;
    }

    /** What was asked. */
    public R request() {
        return request;
    }

    /** How long it waited before its run. */
    public long queuedNanos() {
        return departure - arrival;
    }

    /** Answers it; an answer after the first is ignored. */
    public void complete(A value) {
        answer.complete(value);
    }

    /** Answers it with a failure; an answer after the first is ignored. */
    public void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /** Whether it has its answer, or its caller has given it up. */
    public boolean isDone() {
        return answer.isDone();
    }

    CompletableFuture<A> answer() {
        return answer;
    }

    void enter(long place) {
        number = place;
    }

    /** Leaves the queue, for its run or because its time is over. */
    void depart(long now) {
        departure = now;
        departed = true;
        LockSupport.unpark(heldUp);
    }

    /** Holds the caller up until the request has left the queue, or the thread is interrupted. */
    void awaitDeparture() {
        heldUp = Thread.currentThread();
        while (!departed && !Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
    }

    void expire() {
        fail(
                new InferenceException(
                        InferenceException.Reason.EXPIRED,
                        "given up after waiting %d ms for a run of the model; send less at once or"
                                        .formatted(queuedNanos() / NANOS_PER_MILLI)
                                + " raise CV_IMAGE_TIMEOUT_SECONDS"));
    }

    boolean isExpired(long now) {
        return now >= deadline;
    }

    long arrival() {
        return arrival;
    }

    long deadline() {
        return deadline;
    }

    static int inOrder(PendingRequest<?, ?> first, PendingRequest<?, ?> second) {
        int byPriority = Integer.compare(second.priority, first.priority);
        return byPriority != 0 ? byPriority : Long.compare(first.number, second.number);
    }
}
