package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a source is. */
public enum SourceState {
    /** It is being opened. */
    @JsonProperty("connecting")
    CONNECTING,

    /** Its frames arrive. */
    @JsonProperty("online")
    ONLINE,

    /** It is open, but no frame arrives. */
    @JsonProperty("stalled")
    STALLED,

    /** It cannot be opened. */
    @JsonProperty("offline")
    OFFLINE,

    /** It is paused by its definition. */
    @JsonProperty("disabled")
    DISABLED
}
