package ke.co.datacraft.cv.contracts;

/**
 * How a stream is opened and watched; what is null is decided by the installation.
 *
 * @param transport how RTSP packets are sent, or null
 * @param connectTimeoutMs patience with the opening in milliseconds, or null
 * @param stallTimeoutMs milliseconds without a frame after which the stream is stalled, or null
 * @param maxReconnectDelayMs longest pause between two attempts in milliseconds, or null
 */
public record SourceConnection(
        RtspTransport transport,
        Integer connectTimeoutMs,
        Integer stallTimeoutMs,
        Integer maxReconnectDelayMs) {}
