package ke.co.datacraft.cv.bridge.live;

import java.util.List;
import ke.co.datacraft.cv.bridge.redis.RedisUnavailableException;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Tells a follower what it missed, page by page and only as fast as it reads, until it stands where
 * the feed does. Runs on a worker, a page at a time when the follower is slow.
 */
final class Replay implements Runnable {

    private static final int PAGE = 200;

    private final EventFeed feed;
    private final EventLog log;
    private final Follower follower;
    private StreamEntryID known;

    /**
     * @param known last event that the follower knows
     */
    Replay(EventFeed feed, EventLog log, Follower follower, StreamEntryID known) {
        this.feed = feed;
        this.log = log;
        this.follower = follower;
        this.known = known;
    }

    @Override
    public void run() {
        try {
            while (follower.isOpen()) {
                int room = follower.room();
                if (room == 0) {
                    follower.whenRoom(() -> feed.later(this));
                    return;
                }
                if (hasCaughtUp(Math.min(room, PAGE))) {
                    return;
                }
            }
        } catch (RedisUnavailableException e) {
            feed.whenAvailable(follower, () -> feed.later(this));
        }
    }

    /** Tells one page; whether the follower is with the feed now. */
    private boolean hasCaughtUp(int count) {
        StreamEntryID before = feed.position();
        List<StreamEntry> page = log.from(known, count + 1);
        boolean isKnownThere = !page.isEmpty() && page.get(0).getID().equals(known);
        if (!isKnownThere && log.bounds().hasLost(known)) {
            follower.gap(known);
            known = EventLog.START;
            return false;
        }
        List<StreamEntry> news = isKnownThere ? page.subList(1, page.size()) : page;
        for (StreamEntry entry : news) {
            known = entry.getID();
            LiveEvent.of(entry).ifPresent(follower::event);
        }
        if (news.size() >= count) {
            return false;
        }
        // Nothing after what it knows, though the feed read more: that was trimmed meanwhile.
        boolean isTrimmed = news.isEmpty() && before.compareTo(known) > 0;
        return feed.admit(follower, isTrimmed ? before : known);
    }
}
