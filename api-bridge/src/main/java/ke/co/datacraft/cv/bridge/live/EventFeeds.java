package ke.co.datacraft.cv.bridge.live;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;

/**
 * The readers of events, one for each tenant that somebody follows, and the threads beside them.
 */
public final class EventFeeds implements AutoCloseable {

    private static final int WORKERS = 4;
    private static final long LINGER_SECONDS = 10;

    private final RedisConnection redis;
    private final LiveMetrics metrics;
    private final ScheduledThreadPoolExecutor workers;
    private final Map<String, EventFeed> feeds = new HashMap<>();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private boolean closed;

    /**
     * @param redis where events are
     * @param registry takes the metrics {@code cv_bridge_events_*}
     */
    public EventFeeds(RedisConnection redis, PrometheusRegistry registry) {
        this.redis = redis;
        this.metrics = new LiveMetrics(registry);
        this.workers = new ScheduledThreadPoolExecutor(WORKERS, named("events-worker-"));
        workers.setRemoveOnCancelPolicy(true);
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Whether there are events at all. */
    boolean isConfigured() {
        return redis.isConfigured();
    }

    /** Runs the task when no more events will come. */
    void whenClosed(Runnable task) {
        endings.add(task);
    }

    LiveMetrics metrics() {
        return metrics;
    }

    /** Few threads for what may wait for Redis or PostgreSQL, and for what is due later. */
    ScheduledThreadPoolExecutor workers() {
        return workers;
    }

    /** The tenant's reader, running; {@link #release} it. */
    synchronized EventFeed acquire(String tenant) {
        if (closed) {
            throw new IllegalStateException("The bridge stops");
        }
        EventFeed feed = feeds.computeIfAbsent(tenant, this::start);
        feed.users++;
        return feed;
    }

    /** Stops the reader a while after its last user left, since the next one often comes soon. */
    synchronized void release(EventFeed feed) {
        feed.users--;
        if (feed.users == 0 && !closed) {
            workers.schedule(() -> stopUnused(feed), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            List.copyOf(feeds.values()).forEach(this::stop);
            workers.shutdownNow();
        }
        endings.forEach(Runnable::run);
    }

    private EventFeed start(String tenant) {
        EventFeed feed = new EventFeed(tenant, new EventLog(redis, tenant), executor());
        named("events-").newThread(feed).start();
        metrics.reading(feeds.size() + 1);
        return feed;
    }

    /** After the end nothing is run, and nobody waits for it. */
    private Executor executor() {
        return task -> {
            if (!workers.isShutdown()) {
                workers.execute(task);
            }
        };
    }

    private synchronized void stopUnused(EventFeed feed) {
        if (feed.users == 0 && feeds.get(feed.tenant()) == feed) {
            stop(feed);
        }
    }

    private void stop(EventFeed feed) {
        feed.close();
        feeds.remove(feed.tenant());
        metrics.reading(feeds.size());
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName(prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
