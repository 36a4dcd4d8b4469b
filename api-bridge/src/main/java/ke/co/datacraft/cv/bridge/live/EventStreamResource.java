package ke.co.datacraft.cv.bridge.live;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.bridge.settings.EventSettings;
import redis.clients.jedis.StreamEntryID;

/** What happens now, as Server-Sent Events. */
public final class EventStreamResource implements Resource {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final EventStreams streams;

    /** Streams over the feeds, within limits. */
    public EventStreamResource(EventFeeds feeds, EventSettings settings) {
        this.streams = new EventStreams(feeds, settings);
    }

    @Override
    public void register(Routes routes) {
        routes.on("streamEvents", this::stream);
    }

    private void stream(Call call) {
        EventFilter filter =
                new EventFilter(
                        Set.copyOf(call.queries("type")),
                        Set.copyOf(call.queries("source_id")),
                        call.query("job_id").map(UUID::fromString).orElse(null));
        Optional<String> after =
                call.header(LAST_EVENT_ID)
                        .filter(id -> !id.isEmpty())
                        .or(() -> call.query("last_event_id"));
        streams.open(call, filter, after.map(EventStreamResource::id).orElse(null));
    }

    private static StreamEntryID id(String text) {
        try {
            return text.indexOf('-') < 0
                    ? new StreamEntryID(Long.parseLong(text), 0)
                    : new StreamEntryID(text);
        } catch (NumberFormatException e) {
            throw ApiError.invalid(LAST_EVENT_ID, "'" + text + "' is no id of an event")
                    .cure("Send the id of the last event that was read, or none");
        }
    }
}
