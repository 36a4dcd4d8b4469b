package ke.co.datacraft.cv.inference.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Merges the requests of many callers into batches, as the dynamic batcher of NVIDIA's Triton
 * server does: a free executor takes whatever waits, up to the largest batch, highest priority
 * first and then oldest.
 *
 * <p>Every request is answered exactly once. A full queue loses nothing: it makes callers wait. A
 * request whose time is over fails without having run. A batch that fails is tried again request by
 * request, so that only the one at fault fails.
 *
 * <p>There is no lock: whoever changes something becomes the one that moves requests along, unless
 * somebody is at it, who then looks again. What depends on an answer runs on an executor's thread
 * and should be short.
 *
 * @param <R> the request
 * @param <A> the answer
 */
public final class DynamicBatcher<R, A> implements AutoCloseable {

    /** Whether this thread runs a batch: held up, it could wait for itself. */
    private static final ThreadLocal<Boolean> IN_BATCH = ThreadLocal.withInitial(() -> false);

    private final BatchingPolicy policy;
    private final BatchProcessor<R, A> processor;
    private final Executor executor;
    private final BatchingClock clock;
    private final long origin;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final ConcurrentLinkedQueue<PendingRequest<R, A>> arrived =
            new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger freed = new AtomicInteger();
    private final AtomicInteger signals = new AtomicInteger();
    private final LongAdder batches = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder expirations = new LongAdder();
    private final LongAdder heldUp = new LongAdder();
    private volatile boolean closed;

    // Below: touched only by whoever moves requests along.
    private final BatchQueue<R, A> queue;
    private int idleExecutors;
    private long nextWake = BatchQueue.NEVER;

    /**
     * @param policy how requests are merged
     * @param processor does the work; called by as many threads at once as the policy has executors
     * @param executor runs batches, each on a thread other than the caller's
     * @param clock tells and awaits the time
     */
    public DynamicBatcher(
            BatchingPolicy policy,
            BatchProcessor<R, A> processor,
            Executor executor,
            BatchingClock clock) {
        this.policy = policy;
        this.processor = processor;
        this.executor = executor;
        this.clock = clock;
        this.origin = clock.nanoTime();
        this.queue = new BatchQueue<>(policy);
        this.idleExecutors = policy.executors();
    }

    /**
     * Hands a request in. Where the queue is full, the calling thread waits until the request has
     * left it.
     *
     * @return the answer; fails with {@link ke.co.datacraft.cv.inference.InferenceException} {@code
     *     EXPIRED} when the request waited too long, with {@link IllegalStateException} when the
     *     batcher is closed, and with whatever the processor failed with
     */
    public CompletableFuture<A> submit(R request, RequestOptions options) {
        if (closed) {
            return CompletableFuture.failedFuture(closedFailure());
        }
        long timeout =
                (options.timeout() == null ? policy.requestTimeout() : options.timeout()).toNanos();
        PendingRequest<R, A> pending =
                new PendingRequest<>(request, options.priority(), now(), timeout);
        boolean full = waiting.incrementAndGet() > policy.maxQueueSize();
        arrived.add(pending);
        signal();
        if (full && !IN_BATCH.get()) {
            heldUp.increment();
            pending.awaitDeparture();
        }
        return pending.answer();
    }

    /** What was done so far. */
    public BatchingStatistics statistics() {
        return new BatchingStatistics(
                Math.max(0, waiting.get()),
                batches.sum(),
                requests.sum(),
                expirations.sum(),
                heldUp.sum());
    }

    /** Takes no more requests; those that wait still run. Does not wait for them. */
    @Override
    public void close() {
        closed = true;
        signal();
    }

    /** Done when the batcher is closed and every request has its answer. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    private long now() {
        return clock.nanoTime() - origin;
    }

    private void signal() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        // Answered afterwards: what depends on them may call this batcher again.
        List<PendingRequest<R, A>> expired = new ArrayList<>(0);
        List<PendingRequest<R, A>> refused = new ArrayList<>(0);
        boolean last = false;
        int seen = 1;
        do {
            last |= moveAlong(expired, refused);
            seen = signals.addAndGet(-seen);
        } while (seen != 0);
        expired.forEach(PendingRequest::expire);
        refused.forEach(request -> request.fail(closedFailure()));
        if (last) {
            ended.complete(null);
        }
    }

    /**
     * @return whether that was the end of a closed batcher
     */
    private boolean moveAlong(
            List<PendingRequest<R, A>> expired, List<PendingRequest<R, A>> refused) {
        long now = now();
        boolean atOnce = closed;
        for (PendingRequest<R, A> next = arrived.poll(); next != null; next = arrived.poll()) {
            queue.add(next);
        }
        idleExecutors += freed.getAndSet(0);
        int before = expired.size();
        queue.removeExpired(now, expired);
        expired.subList(before, expired.size()).forEach(request -> leave(request, now));
        expirations.add(expired.size() - before);
        startBatches(now, atOnce, refused);
        awaitWake(now);
        return atOnce && waiting.get() == 0 && idleExecutors == policy.executors();
    }

    private void startBatches(long now, boolean atOnce, List<PendingRequest<R, A>> refused) {
        while (idleExecutors > 0) {
            List<PendingRequest<R, A>> batch = queue.take(now, atOnce);
            if (batch.isEmpty()) {
                return;
            }
            batch.forEach(request -> leave(request, now));
            try {
                executor.execute(() -> run(batch));
                idleExecutors--;
            } catch (RejectedExecutionException exception) {
                // Only after the end, when the threads are gone.
                refused.addAll(batch);
            }
        }
    }

    private void leave(PendingRequest<R, A> request, long now) {
        waiting.decrementAndGet();
        request.depart(now);
    }

    private void awaitWake(long now) {
        if (now >= nextWake) {
            nextWake = BatchQueue.NEVER;
        }
        long wake = queue.wakeAt(idleExecutors > 0);
        if (wake < nextWake) {
            nextWake = wake;
            clock.runAt(origin + wake, this::signal);
        }
    }

    private void run(List<PendingRequest<R, A>> batch) {
        IN_BATCH.set(true);
        try {
            attempt(batch.stream().filter(request -> !request.isDone()).toList());
        } finally {
            IN_BATCH.remove();
            freed.incrementAndGet();
            signal();
        }
    }

    private void attempt(List<PendingRequest<R, A>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        batches.increment();
        requests.add(batch.size());
        try {
            processor.process(batch);
            batch.stream()
                    .filter(request -> !request.isDone())
                    .forEach(request -> request.fail(unanswered()));
        } catch (RuntimeException failure) {
            if (batch.size() == 1) {
                batch.get(0).fail(failure);
                return;
            }
            batch.stream()
                    .filter(request -> !request.isDone())
                    .forEach(request -> attempt(List.of(request)));
        } catch (Error error) {
            batch.forEach(request -> request.fail(error));
        }
    }

    private static IllegalStateException unanswered() {
        return new IllegalStateException("the processor ended without an answer to this request");
    }

    private static IllegalStateException closedFailure() {
        return new IllegalStateException("the batcher is closed");
    }
}
