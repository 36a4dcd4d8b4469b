package ke.co.datacraft.cv.bridge.live;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;

/**
 * The readers of events, one for each tenant that somebody follows, and the threads beside them.
 */
public final class EventFeeds implements AutoCloseable {

    private static final int THREADS = 4;
    private static final long LINGER_SECONDS = 10;

    private final RedisConnection redis;
    private final LiveMetrics metrics;
    private final ScheduledThreadPoolExecutor clock;
    private final ExecutorService replays;
    private final ExecutorService lookups;
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
        this.clock = new ScheduledThreadPoolExecutor(1, named("events-clock-"));
        clock.setRemoveOnCancelPolicy(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.replays = Executors.newFixedThreadPool(THREADS, named("events-replay-"));
        this.lookups = Executors.newFixedThreadPool(THREADS, named("events-lookup-"));
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

    /** Runs what is due later and waits for nothing. */
    ScheduledThreadPoolExecutor clock() {
        return clock;
    }

    /**
     * Runs what may wait for the database, on few threads that nothing else needs; each client and
     * each waiter has at most one such task.
     */
    void lookUp(Runnable task) {
        submit(lookups, task);
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
            clock.schedule(() -> stopUnused(feed), LINGER_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            List.copyOf(feeds.values()).forEach(this::stop);
            clock.shutdownNow();
            replays.shutdownNow();
            lookups.shutdownNow();
        }
        endings.forEach(Runnable::run);
    }

    private EventFeed start(String tenant) {
        EventFeed feed =
                new EventFeed(tenant, new EventLog(redis, tenant), task -> submit(replays, task));
        named("events-").newThread(feed).start();
        metrics.reading(feeds.size() + 1);
        return feed;
    }

    /** After the end nothing is run, and nobody waits for it. */
    private static void submit(ExecutorService threads, Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            if (!threads.isShutdown()) {
                throw e;
            }
        }
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
