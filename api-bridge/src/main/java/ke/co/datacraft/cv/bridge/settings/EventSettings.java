package ke.co.datacraft.cv.bridge.settings;

import java.time.Duration;
import java.util.List;

/**
 * Limits of live events.
 *
 * @param maxClients streams that are open at once
 * @param maxClientsPerTenant of them, those of one tenant
 * @param clientBuffer events that wait for one client
 * @param heartbeat longest silence of a stream, and time between checks of its credentials
 * @param retry how long a client waits before it connects again
 */
public record EventSettings(
        int maxClients,
        int maxClientsPerTenant,
        int clientBuffer,
        Duration heartbeat,
        Duration retry) {

    static final BridgeOption<Integer> MAX_CLIENTS =
            BridgeOption.number(
                    "CV_EVENTS_MAX_CLIENTS",
                    500,
                    1,
                    100_000,
                    "Streams of events that are open at once; one more gets 503");

    static final BridgeOption<Integer> MAX_CLIENTS_PER_TENANT =
            BridgeOption.number(
                    "CV_EVENTS_MAX_CLIENTS_PER_TENANT",
                    100,
                    1,
                    100_000,
                    "Streams of one tenant that are open at once; one more gets 429");

    static final BridgeOption<Integer> CLIENT_BUFFER =
            BridgeOption.number(
                    "CV_EVENTS_CLIENT_BUFFER",
                    256,
                    4,
                    65_536,
                    "Events that wait for a slow client before it loses the oldest");

    static final BridgeOption<Integer> HEARTBEAT =
            BridgeOption.number(
                    "CV_EVENTS_HEARTBEAT_SECONDS",
                    15,
                    1,
                    300,
                    "Longest silence of a stream in seconds, and how soon it ends after its token; at"
                            + " most half of `CV_API_IDLE_TIMEOUT_SECONDS` counts");

    static final BridgeOption<Integer> RETRY =
            BridgeOption.number(
                    "CV_EVENTS_RETRY_MILLISECONDS",
                    2000,
                    1,
                    600_000,
                    "Pause that clients are told to make before they connect again");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(MAX_CLIENTS, MAX_CLIENTS_PER_TENANT, CLIENT_BUFFER, HEARTBEAT, RETRY);

    static EventSettings read(OptionReader reader, HttpSettings http) {
        long silence =
                Math.min(
                        reader.get(HEARTBEAT) * 1000L,
                        Math.max(500, http.idleTimeoutSeconds() * 500L));
        return new EventSettings(
                reader.get(MAX_CLIENTS),
                reader.get(MAX_CLIENTS_PER_TENANT),
                reader.get(CLIENT_BUFFER),
                Duration.ofMillis(silence),
                Duration.ofMillis(reader.get(RETRY)));
    }
}
