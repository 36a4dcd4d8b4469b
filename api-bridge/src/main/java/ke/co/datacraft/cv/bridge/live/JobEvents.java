package ke.co.datacraft.cv.bridge.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.RedisKeys;
import redis.clients.jedis.StreamEntryID;

/**
 * Waits for the end of jobs: by the tenant's events, and by a look from time to time, which is all
 * there is while Redis is away.
 */
public final class JobEvents {

    private static final long LOOK_MILLIS = 2_000;
    private static final long LOOK_ALONE_MILLIS = 250;

    private final EventFeeds feeds;
    private final BiFunction<String, UUID, Optional<JobState>> states;

    /**
     * @param feeds where events come from
     * @param states the state of a tenant's job as the database has it; may throw {@link ApiError}
     */
    public JobEvents(EventFeeds feeds, BiFunction<String, UUID, Optional<JobState>> states) {
        this.feeds = feeds;
        this.states = states;
    }

    /**
     * Waits, without a thread, until a job has ended. Its rows reach the database at about the same
     * time, perhaps a moment later.
     *
     * @param longest how long to wait
     * @return the terminal state; empty when the job goes on after that time; never an error
     */
    public CompletableFuture<Optional<JobState>> await(
            String tenant, UUID jobId, Duration longest) {
        Waiter waiter = new Waiter(tenant, jobId);
        ScheduledFuture<?> deadline =
                feeds.clock()
                        .schedule(
                                () -> waiter.ended.complete(Optional.empty()),
                                longest.toMillis(),
                                TimeUnit.MILLISECONDS);
        EventFeed feed = feeds.isConfigured() ? feeds.acquire(tenant) : null;
        if (feed != null) {
            feed.join(waiter, null);
        }
        look(waiter, feed, 0);
        return waiter.ended.whenComplete(
                (state, error) -> {
                    deadline.cancel(false);
                    if (feed != null) {
                        feed.leave(waiter);
                        feeds.release(feed);
                    }
                });
    }

    private void look(Waiter waiter, EventFeed feed, long delay) {
        feeds.clock()
                .schedule(
                        () -> feeds.lookUp(() -> lookNow(waiter, feed)),
                        delay,
                        TimeUnit.MILLISECONDS);
    }

    private void lookNow(Waiter waiter, EventFeed feed) {
        if (waiter.isOpen()) {
            waiter.look();
            boolean hears = feed != null && feed.isAvailable();
            look(waiter, feed, hears ? LOOK_MILLIS : LOOK_ALONE_MILLIS);
        }
    }

    private final class Waiter implements Follower {

        private final String tenant;
        private final UUID jobId;
        private final CompletableFuture<Optional<JobState>> ended = new CompletableFuture<>();

        Waiter(String tenant, UUID jobId) {
            this.tenant = tenant;
            this.jobId = jobId;
        }

        /** What happened before it listened is in the database. */
        @Override
        public void joined(StreamEntryID position) {
            feeds.lookUp(this::look);
        }

        @Override
        public void event(LiveEvent event) {
            if (event.type().equals(RedisKeys.JOB_EVENT) && EventFilter.isOf(event, jobId)) {
                try {
                    JobStatus status =
                            ContractCodec.readTrusted(
                                    event.data().getBytes(StandardCharsets.UTF_8), JobStatus.class);
                    tell(Optional.of(status.state()));
                } catch (IOException e) {
                    // Not a status after all; the next look finds the end.
                    feeds.lookUp(this::look);
                }
            }
        }

        @Override
        public boolean isOpen() {
            return !ended.isDone();
        }

        void look() {
            try {
                tell(states.apply(tenant, jobId));
            } catch (ApiError e) {
                // The database is away as well; the next look may find it.
                return;
            }
        }

        private void tell(Optional<JobState> state) {
            if (state.filter(JobState::isTerminal).isPresent()) {
                ended.complete(state);
            }
        }
    }
}
