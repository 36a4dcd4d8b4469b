package ke.co.datacraft.cv.bridge.live;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import redis.clients.jedis.StreamEntryID;

/**
 * One open stream. Its bytes go out as far as its connection takes them without waiting, on the
 * thread that has news or that hears of the connection's readiness; what does not go out waits in
 * its buffer.
 */
final class SseClient implements Follower, WriteListener, AsyncListener {

    private final EventFilter filter;
    private final EventBuffer buffer;
    private final LiveMetrics metrics;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CountDownLatch left = new CountDownLatch(1);
    private final AtomicReference<Runnable> refill = new AtomicReference<>();

    /** Calls of {@link #drain} that are not done yet: only the first of them works. */
    private final AtomicInteger work = new AtomicInteger();

    private volatile StreamEntryID seen;
    private volatile boolean ending;
    private volatile boolean broken;
    private volatile boolean writable;
    private boolean unflushed;

    /**
     * A stream over a response that no thread is bound to.
     *
     * @param out in non-blocking mode once {@link #start} is called
     */
    SseClient(
            EventFilter filter, EventBuffer buffer, LiveMetrics metrics, ServletOutputStream out) {
        this.filter = filter;
        this.buffer = buffer;
        this.metrics = metrics;
        this.out = out;
    }

    /** Begins to write. */
    void start(SseFrame first) {
        buffer.add(first);
        out.setWriteListener(this);
    }

    /** Done when nothing more will be written; never with an error. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Ends the stream after a last word, before anything that still waits. */
    void end(SseFrame last) {
        buffer.clear();
        buffer.add(last);
        ending = true;
        drain();
    }

    /** Ends the stream at once. */
    void abort() {
        broken = true;
        drain();
    }

    /** Says that the stream is alive, if nothing else does. */
    void heartbeat() {
        if (buffer.isEmpty()) {
            tell(SseFrame.heartbeat(seen));
        }
    }

    @Override
    public void joined(StreamEntryID position) {
        seen = position;
        tell(SseFrame.heartbeat(position));
    }

    @Override
    public void event(LiveEvent event) {
        if (seen != null && event.id().compareTo(seen) <= 0) {
            return;
        }
        seen = event.id();
        if (filter.lets(event)) {
            tell(event.frame());
        }
    }

    @Override
    public void gap(StreamEntryID after) {
        metrics.gap();
        seen = null;
        tell(SseFrame.gap(after));
    }

    @Override
    public void unavailable() {
        tell(SseFrame.unavailable());
    }

    @Override
    public void available() {
        tell(SseFrame.available());
    }

    @Override
    public boolean isOpen() {
        return !ending && !broken;
    }

    @Override
    public int room() {
        return buffer.room();
    }

    @Override
    public void whenRoom(Runnable task) {
        refill.set(task);
        drain();
    }

    @Override
    public void onWritePossible() {
        writable = true;
        drain();
    }

    @Override
    public void onError(Throwable error) {
        abort();
    }

    /**
     * The connection failed. The web server takes the request back once this returns, so nothing
     * may touch it afterwards: whoever writes just now finds out and leaves first.
     */
    @Override
    public void onError(AsyncEvent event) {
        abort();
        try {
            left.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event);
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void tell(SseFrame frame) {
        if (isOpen()) {
            metrics.dropped(buffer.add(frame));
            drain();
        }
    }

    private void drain() {
        if (work.getAndIncrement() > 0) {
            return;
        }
        int done = 1;
        do {
            write();
            done = work.addAndGet(-done);
        } while (done > 0);
    }

    /** Only ever in one thread at a time, and never after the end: the output may serve others. */
    private void write() {
        if (ended.isDone() || (!writable && !broken)) {
            return;
        }
        try {
            while (!broken && out.isReady()) {
                SseFrame frame = buffer.poll();
                if (frame != null) {
                    out.write(frame.bytes());
                    metrics.sent(frame);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    broken = ending;
                    break;
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The client went away.
            broken = true;
        }
        if (broken) {
            ended.complete(null);
            left.countDown();
        } else {
            fill();
        }
    }

    private void fill() {
        if (refill.get() != null && buffer.hasHalfFree()) {
            Runnable task = refill.getAndSet(null);
            if (task != null) {
                task.run();
            }
        }
    }
}
