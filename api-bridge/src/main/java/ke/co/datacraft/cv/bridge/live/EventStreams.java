package ke.co.datacraft.cv.bridge.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.settings.EventSettings;
import redis.clients.jedis.StreamEntryID;

/** The open streams: how many there may be, their heartbeats, and their end. */
final class EventStreams {

    private static final int RETRY_AFTER_SECONDS = 10;

    private final EventFeeds feeds;
    private final EventSettings settings;
    private final Map<String, Integer> open = new HashMap<>();
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private int total;

    EventStreams(EventFeeds feeds, EventSettings settings) {
        this.feeds = feeds;
        this.settings = settings;
        feeds.whenClosed(() -> clients.forEach(SseClient::abort));
    }

    /**
     * Answers with a stream.
     *
     * @param after last event that the client knows, or null
     * @throws ApiError when there are too many already, or no Redis
     */
    void open(Call call, EventFilter filter, StreamEntryID after) {
        if (!feeds.isConfigured()) {
            throw new ApiError(
                            ErrorCode.DEPENDENCY_UNAVAILABLE,
                            "This installation has no live events")
                    .cure("Set CV_REDIS_URL, or ask /api/v1/jobs from time to time");
        }
        String tenant = call.tenant();
        book(tenant);
        call.later(
                () -> {
                    try {
                        return start(call, filter, after);
                    } catch (RuntimeException e) {
                        free(tenant);
                        throw e;
                    }
                });
    }

    private CompletableFuture<Void> start(Call call, EventFilter filter, StreamEntryID after) {
        String tenant = call.tenant();
        SseClient client =
                new SseClient(
                        filter,
                        new EventBuffer(settings.clientBuffer()),
                        feeds.metrics(),
                        prepare(call.response()));
        call.request().getAsyncContext().addListener(client);
        EventFeed feed = feeds.acquire(tenant);
        clients.add(client);
        feeds.metrics().opened();
        client.start(SseFrame.retry(settings.retry()));
        feed.join(client, after);
        ScheduledFuture<?> pulse = pulse(call, client);
        return client.ended()
                .thenRun(
                        () -> {
                            pulse.cancel(false);
                            feed.leave(client);
                            feeds.release(feed);
                            clients.remove(client);
                            feeds.metrics().closed();
                            free(tenant);
                        });
    }

    private ScheduledFuture<?> pulse(Call call, SseClient client) {
        long millis = settings.heartbeat().toMillis();
        AtomicBoolean checking = new AtomicBoolean();
        return feeds.clock()
                .scheduleWithFixedDelay(
                        () -> {
                            client.heartbeat();
                            if (checking.compareAndSet(false, true)) {
                                feeds.lookUp(() -> check(call, client, checking));
                            }
                        },
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private static void check(Call call, SseClient client, AtomicBoolean checking) {
        if (client.isOpen() && !mayGoOn(call)) {
            client.end(SseFrame.expired());
        }
        checking.set(false);
    }

    /** Whether the credentials still count; while nobody can tell, they do. */
    private static boolean mayGoOn(Call call) {
        try {
            return call.callerNow().filter(now -> now.tenant().equals(call.tenant())).isPresent();
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static ServletOutputStream prepare(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies that gather answers before they pass them on must not.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            return response.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void book(String tenant) {
        if (total >= settings.maxClients()) {
            feeds.metrics().refused("all");
            throw new ApiError(
                            ErrorCode.DEPENDENCY_UNAVAILABLE,
                            "All %d streams of events are taken".formatted(settings.maxClients()))
                    .cure("Come again later, or raise CV_EVENTS_MAX_CLIENTS")
                    .retryAfter(RETRY_AFTER_SECONDS);
        }
        int mine = open.getOrDefault(tenant, 0);
        if (mine >= settings.maxClientsPerTenant()) {
            feeds.metrics().refused("tenant");
            throw new ApiError(
                            ErrorCode.RATE_LIMITED,
                            "The tenant has %d streams of events open, its most".formatted(mine))
                    .cure("Close one, or raise CV_EVENTS_MAX_CLIENTS_PER_TENANT")
                    .retryAfter(RETRY_AFTER_SECONDS);
        }
        open.put(tenant, mine + 1);
        total++;
    }

    private synchronized void free(String tenant) {
        total--;
        open.computeIfPresent(tenant, (name, count) -> count == 1 ? null : count - 1);
    }
}
