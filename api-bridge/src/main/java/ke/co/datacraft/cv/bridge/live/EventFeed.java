package ke.co.datacraft.cv.bridge.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.redis.RedisUnavailableException;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * The one reader of a tenant's stream. It hands each event to all followers without waiting for
 * any; who resumes from an earlier id catches up beside it ({@link Replay}) and then joins.
 */
final class EventFeed implements Runnable {

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final String tenant;
    private final EventLog log;
    private final Executor workers;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Changed and told under this lock; a follower may leave while it is told. */
    private final Set<Follower> followers = new CopyOnWriteArraySet<>();

    private final List<Waiting> waiting = new ArrayList<>();
    private StreamEntryID position;
    private State state = State.STARTING;

    private enum State {
        STARTING,
        AVAILABLE,
        AWAY
    }

    private record Waiting(Follower follower, Runnable task) {}

    /** Users, kept by {@link EventFeeds}. */
    int users;

    EventFeed(String tenant, EventLog log, Executor workers) {
        this.tenant = tenant;
        this.log = log;
        this.workers = workers;
    }

    String tenant() {
        return tenant;
    }

    /** Whether events are being read. */
    synchronized boolean isAvailable() {
        return state == State.AVAILABLE;
    }

    /**
     * Adds a follower.
     *
     * @param after last event that it knows, or null to begin with the next one
     */
    void join(Follower follower, StreamEntryID after) {
        whenAvailable(
                follower,
                () -> {
                    if (after == null) {
                        admit(follower, position());
                    } else {
                        later(new Replay(this, log, follower, after));
                    }
                });
    }

    /** Runs the task now, or once events are read again. */
    synchronized void whenAvailable(Follower follower, Runnable task) {
        if (state == State.AVAILABLE) {
            task.run();
            return;
        }
        waiting.add(new Waiting(follower, task));
        if (state == State.AWAY) {
            follower.unavailable();
        }
    }

    /** Runs a task that reads from Redis. */
    void later(Runnable task) {
        workers.execute(task);
    }

    /** Where the reader stands. */
    synchronized StreamEntryID position() {
        return position;
    }

    /**
     * Lets a follower in that knows everything up to an id, unless the reader is further by now.
     *
     * @return whether it is in
     */
    synchronized boolean admit(Follower follower, StreamEntryID known) {
        if (known.compareTo(position) < 0) {
            return false;
        }
        if (follower.isOpen()) {
            followers.add(follower);
            follower.joined(known);
        }
        return true;
    }

    synchronized void leave(Follower follower) {
        followers.remove(follower);
        waiting.removeIf(next -> next.follower() == follower);
    }

    void close() {
        closed.countDown();
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (closed.getCount() > 0) {
            try {
                resume();
                dispatch(log.await(position()));
                pause = FIRST_PAUSE_MILLIS;
            } catch (RedisUnavailableException e) {
                lost();
                rest(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private void resume() {
        if (isAvailable()) {
            return;
        }
        EventLog.Bounds bounds = log.bounds();
        synchronized (this) {
            if (position == null) {
                position = bounds.last() == null ? EventLog.START : bounds.last();
            } else if (bounds.hasLost(position)) {
                followers.forEach(follower -> follower.gap(position));
                boolean isNew = bounds.last() == null || bounds.last().compareTo(position) < 0;
                if (isNew) {
                    position = EventLog.START;
                    followers.forEach(follower -> follower.joined(EventLog.START));
                }
            }
            followers.forEach(Follower::available);
            admitWaiting();
        }
    }

    private void admitWaiting() {
        boolean wasAway = state == State.AWAY;
        state = State.AVAILABLE;
        List<Waiting> tasks = List.copyOf(waiting);
        waiting.clear();
        for (Waiting next : tasks) {
            if (wasAway) {
                next.follower().available();
            }
            next.task().run();
        }
    }

    private synchronized void dispatch(List<StreamEntry> entries) {
        for (StreamEntry entry : entries) {
            position = entry.getID();
            LiveEvent.of(entry)
                    .ifPresent(event -> followers.forEach(follower -> follower.event(event)));
        }
    }

    private synchronized void lost() {
        if (state != State.AWAY) {
            state = State.AWAY;
            followers.forEach(Follower::unavailable);
            waiting.forEach(next -> next.follower().unavailable());
        }
    }

    private void rest(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }
}
