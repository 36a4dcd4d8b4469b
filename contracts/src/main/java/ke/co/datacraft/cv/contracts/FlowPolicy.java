package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of frames that come faster than they are analysed. */
public enum FlowPolicy {
    /** Every frame is analysed; the source waits. */
    @JsonProperty("guarantee")
    GUARANTEE,

    /** Stale frames are dropped and counted. */
    @JsonProperty("latest")
    LATEST
}
