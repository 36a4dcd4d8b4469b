package ke.co.datacraft.cv.bridge.live;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.contracts.RedisKeys;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/**
 * One entry of a tenant's stream.
 *
 * @param id where it stands in the stream
 * @param type such as {@code job} or {@code result}
 * @param source camera, empty where there is none
 * @param data JSON message
 * @param frame the event as clients get it, the same bytes for all of them
 */
record LiveEvent(StreamEntryID id, String type, String source, String data, SseFrame frame) {

    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,39}");

    /** The event of an entry; empty where the entry is none. */
    static Optional<LiveEvent> of(StreamEntry entry) {
        Map<String, String> fields = entry.getFields();
        String type = fields.getOrDefault(RedisKeys.EVENT_TYPE, "");
        String data = fields.get(RedisKeys.EVENT_DATA);
        if (data == null || !TYPE.matcher(type).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new LiveEvent(
                        entry.getID(),
                        type,
                        fields.getOrDefault(RedisKeys.EVENT_SOURCE, ""),
                        data,
                        SseFrame.event(entry.getID(), type, data)));
    }
}
