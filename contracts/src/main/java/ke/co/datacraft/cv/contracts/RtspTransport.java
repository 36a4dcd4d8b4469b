package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an RTSP camera sends its packets. */
public enum RtspTransport {
    /** Interleaved in the connection. */
    @JsonProperty("tcp")
    TCP,

    /** As datagrams, which may be lost. */
    @JsonProperty("udp")
    UDP
}
