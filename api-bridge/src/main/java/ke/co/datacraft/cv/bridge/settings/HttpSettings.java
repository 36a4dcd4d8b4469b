package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/**
 * How the bridge listens.
 *
 * @param host address to listen on
 * @param port port of the API and the console; 0 for a free one
 * @param threads threads that answer requests
 * @param maxBodyBytes largest JSON body
 * @param maxHeaderBytes largest request line and headers, taken together
 * @param idleTimeoutSeconds longest silence of a connection
 * @param minBytesPerSecond slowest body; 0 for any
 * @param maxConnections most connections at once
 */
public record HttpSettings(
        String host,
        int port,
        int threads,
        int maxBodyBytes,
        int maxHeaderBytes,
        int idleTimeoutSeconds,
        int minBytesPerSecond,
        int maxConnections) {

    static final BridgeOption<String> HOST =
            BridgeOption.text("CV_API_HOST", "0.0.0.0", "Address that the bridge listens on.");

    static final BridgeOption<Integer> PORT =
            BridgeOption.number(
                    "CV_API_PORT", 8000, 0, 65_535, "Port of API and console; 0 for a free one");

    static final BridgeOption<Integer> THREADS =
            BridgeOption.number(
                    "CV_API_THREADS", 64, 8, 4096, "Most threads that answer requests at once");

    static final BridgeOption<Integer> MAX_BODY_KB =
            BridgeOption.number(
                    "CV_API_MAX_BODY_KB",
                    8192,
                    1,
                    1_048_576,
                    "Largest JSON body in KiB; uploads have `CV_MAX_FILE_SIZE_MB`");

    static final BridgeOption<Integer> MAX_HEADER_KB =
            BridgeOption.number(
                    "CV_API_MAX_HEADER_KB",
                    16,
                    4,
                    256,
                    "Largest request line and headers in KiB; tokens of many roles are long");

    static final BridgeOption<Integer> IDLE_TIMEOUT =
            BridgeOption.number(
                    "CV_API_IDLE_TIMEOUT_SECONDS",
                    30,
                    1,
                    3600,
                    "Seconds of silence after which a connection is closed");

    static final BridgeOption<Integer> MIN_BYTES_PER_SECOND =
            BridgeOption.number(
                    "CV_API_MIN_BYTES_PER_SECOND",
                    256,
                    0,
                    1_000_000_000,
                    "Bytes per second, on average, that a body must come with after ten seconds, so"
                            + " that slow senders do not hold threads; 0 for any speed");

    static final BridgeOption<Integer> MAX_CONNECTIONS =
            BridgeOption.number(
                    "CV_API_MAX_CONNECTIONS",
                    4096,
                    16,
                    1_000_000,
                    "Most connections at once, streams of events included; further ones wait to be"
                            + " accepted");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(
                    HOST,
                    PORT,
                    THREADS,
                    MAX_BODY_KB,
                    MAX_HEADER_KB,
                    IDLE_TIMEOUT,
                    MIN_BYTES_PER_SECOND,
                    MAX_CONNECTIONS);

    static HttpSettings read(OptionReader reader) {
        return new HttpSettings(
                reader.get(HOST),
                reader.get(PORT),
                reader.get(THREADS),
                reader.get(MAX_BODY_KB) * 1024,
                reader.get(MAX_HEADER_KB) * 1024,
                reader.get(IDLE_TIMEOUT),
                reader.get(MIN_BYTES_PER_SECOND),
                reader.get(MAX_CONNECTIONS));
    }
}
