package ke.co.datacraft.cv.inference.video;

import java.time.Duration;

/**
 * What is to be opened, and how patiently.
 *
 * @param kind what it is
 * @param uri where it is, with credentials filled in; never told by {@link #toString}
 * @param udp whether RTSP packets come by UDP rather than TCP
 * @param connectTimeout patience with the opening
 * @param readTimeout patience with one frame
 * @param decoderThreads threads of one decoder, at least 1
 * @param httpProxy {@code http://host:port} that HTTP goes through, or null for none
 */
public record GrabberRequest(
        MediaKind kind,
        String uri,
        boolean udp,
        Duration connectTimeout,
        Duration readTimeout,
        int decoderThreads,
        String httpProxy) {

    /** A request without a proxy. */
    public GrabberRequest(
            MediaKind kind,
            String uri,
            boolean udp,
            Duration connectTimeout,
            Duration readTimeout,
            int decoderThreads) {
        this(kind, uri, udp, connectTimeout, readTimeout, decoderThreads, null);
    }

    /** The same by a proxy. */
    public GrabberRequest through(String proxy) {
        return new GrabberRequest(
                kind, uri, udp, connectTimeout, readTimeout, decoderThreads, proxy);
    }

    /** A request with ten seconds of patience, RTSP by TCP, and one thread. */
    public static GrabberRequest of(MediaKind kind, String uri) {
        return new GrabberRequest(
                kind, uri, false, Duration.ofSeconds(10), Duration.ofSeconds(10), 1);
    }

    /** Without the address, which may hold a password. */
    @Override
    public String toString() {
        return "GrabberRequest[" + kind + (udp ? " by UDP" : "") + "]";
    }
}
