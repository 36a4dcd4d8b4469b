package ke.co.datacraft.cv.bridge.live;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;
import ke.co.datacraft.cv.bridge.redis.RedisUnavailableException;
import ke.co.datacraft.cv.contracts.RedisKeys;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/** The stream of one tenant in Redis. Every method may throw {@link RedisUnavailableException}. */
final class EventLog {

    /** Before every entry. */
    static final StreamEntryID START = new StreamEntryID(0, 0);

    private static final int PAGE = 500;
    private static final String FIRST = "-";
    private static final String LAST = "+";

    private final RedisConnection redis;
    private final String key;

    /**
     * Ends of the stream.
     *
     * @param first id of the oldest entry, or null where there is none
     * @param last id of the newest entry, or null where there is none
     */
    record Bounds(StreamEntryID first, StreamEntryID last) {

        /** Whether entries after the id may have been there and are gone, or the id never was. */
        boolean hasLost(StreamEntryID after) {
            return first == null
                    ? !after.equals(START)
                    : after.compareTo(last) > 0
                            || (after.compareTo(first) < 0 && !after.equals(START));
        }
    }

    EventLog(RedisConnection redis, String tenant) {
        this.redis = redis;
        this.key = RedisKeys.events(tenant);
    }

    Bounds bounds() {
        return redis.call(
                client ->
                        new Bounds(
                                only(client.xrange(key, FIRST, LAST, 1)),
                                only(client.xrevrange(key, LAST, FIRST, 1))));
    }

    /** At most so many entries, the one with the id included if it is there. */
    List<StreamEntry> from(StreamEntryID id, int count) {
        return redis.call(client -> client.xrange(key, id.toString(), LAST, count));
    }

    /** Waits a while for entries after the id; empty when none came. */
    List<StreamEntry> await(StreamEntryID after) {
        List<Map.Entry<String, List<StreamEntry>>> read =
                redis.await(
                        client ->
                                client.xread(
                                        XReadParams.xReadParams()
                                                .count(PAGE)
                                                .block(
                                                        (int)
                                                                RedisConnection.LONGEST_BLOCK
                                                                        .toMillis()),
                                        Map.of(key, after)));
        return read == null || read.isEmpty() ? List.of() : read.get(0).getValue();
    }

    private static StreamEntryID only(List<StreamEntry> entries) {
        return entries.isEmpty() ? null : entries.get(0).getID();
    }
}
