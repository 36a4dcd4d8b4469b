package ke.co.datacraft.cv.inference.batch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Requests that wait, by priority and then arrival. Knows when a batch is due; the time is handed
 * in, in nanoseconds that are far from overflowing. Not safe for several threads at once.
 */
final class BatchQueue<R, A> {

    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private final int maxBatchSize;
    private final long maxQueueDelay;
    private final PriorityQueue<PendingRequest<R, A>> waiting =
            new PriorityQueue<>(PendingRequest::inOrder);

    // No request expires before this; looked up anew only when it has passed.
    private long nextDeadline = NEVER;
    private long arrivals;

    BatchQueue(BatchingPolicy policy) {
        this.maxBatchSize = policy.maxBatchSize();
        this.maxQueueDelay = policy.maxQueueDelay().toNanos();
    }

    void add(PendingRequest<R, A> request) {
        request.enter(arrivals++);
        waiting.add(request);
        nextDeadline = Math.min(nextDeadline, request.deadline());
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes out what has waited too long, into the given list. */
    void removeExpired(long now, List<PendingRequest<R, A>> expired) {
        if (now < nextDeadline) {
            return;
        }
        nextDeadline = NEVER;
        for (Iterator<PendingRequest<R, A>> each = waiting.iterator(); each.hasNext(); ) {
            PendingRequest<R, A> request = each.next();
            if (request.isExpired(now)) {
                each.remove();
                expired.add(request);
            } else {
                nextDeadline = Math.min(nextDeadline, request.deadline());
            }
        }
    }

    /**
     * Takes out the next batch.
     *
     * @param atOnce not to wait for more
     * @return empty when none is due
     */
    List<PendingRequest<R, A>> take(long now, boolean atOnce) {
        List<PendingRequest<R, A>> batch = new ArrayList<>();
        if (atOnce || dueAt() <= now) {
            while (batch.size() < maxBatchSize && !waiting.isEmpty()) {
                batch.add(waiting.poll());
            }
        }
        return batch;
    }

    /** When the next batch is due for a free executor; {@link #NEVER} when nothing waits. */
    private long dueAt() {
        if (waiting.isEmpty()) {
            return NEVER;
        }
        if (maxQueueDelay == 0 || waiting.size() >= maxBatchSize) {
            return Long.MIN_VALUE;
        }
        // There are fewer than a batch holds, so this is short.
        long oldest = NEVER;
        for (PendingRequest<R, A> request : waiting) {
            oldest = Math.min(oldest, request.arrival());
        }
        return oldest + maxQueueDelay;
    }

    /**
     * When to look again, should nothing happen before; {@link #NEVER} when nothing waits.
     *
     * @param executorFree whether a batch could run
     */
    long wakeAt(boolean executorFree) {
        if (waiting.isEmpty()) {
            nextDeadline = NEVER;
        }
        return executorFree ? Math.min(nextDeadline, dueAt()) : nextDeadline;
    }
}
