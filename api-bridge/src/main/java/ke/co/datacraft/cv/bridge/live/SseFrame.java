package ke.co.datacraft.cv.bridge.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import redis.clients.jedis.StreamEntryID;

/**
 * Bytes of an event stream as the HTML standard defines it, section "Server-sent events".
 *
 * @param bytes never changed
 * @param isEvent whether it tells what happened, rather than how the stream is
 */
record SseFrame(byte[] bytes, boolean isEvent) {

    /** What happened. */
    static SseFrame event(StreamEntryID id, String type, String data) {
        StringBuilder text = new StringBuilder(data.length() + 64);
        text.append("id: ").append(id).append("\nevent: ").append(type);
        data.lines().forEach(line -> text.append("\ndata: ").append(line));
        return new SseFrame(utf8(text.append("\n\n")), true);
    }

    /** First words: how long to wait before connecting again. */
    static SseFrame retry(Duration pause) {
        return control("retry: " + pause.toMillis() + "\n\n");
    }

    /**
     * Nothing happened. The id moves the client's {@code Last-Event-ID} on without an event, past
     * what its filter held back.
     */
    static SseFrame heartbeat(StreamEntryID position) {
        return control((position == null ? ":\n" : ":\nid: " + position + "\n") + "\n");
    }

    /** The client was too slow for so many events. */
    static SseFrame dropped(long count) {
        return control("event: dropped\ndata: {\"count\":" + count + "}\n\n");
    }

    /** Events after this id are no longer there. */
    static SseFrame gap(StreamEntryID after) {
        return control("event: gap\ndata: {\"after\":\"" + after + "\"}\n\n");
    }

    /** Events cannot be read for now. */
    static SseFrame unavailable() {
        return control("event: unavailable\ndata: {}\n\n");
    }

    /** Events are read again. */
    static SseFrame available() {
        return control("event: available\ndata: {}\n\n");
    }

    /** The credentials count no longer; the stream ends. */
    static SseFrame expired() {
        return control("event: expired\ndata: {}\n\n");
    }

    private static SseFrame control(String text) {
        return new SseFrame(utf8(text), false);
    }

    private static byte[] utf8(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
