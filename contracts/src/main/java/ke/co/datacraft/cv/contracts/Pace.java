package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How fast a recording is read. */
public enum Pace {
    /** At the pace at which it was taken. */
    @JsonProperty("real_time")
    REAL_TIME,

    /** As fast as frames are analysed. */
    @JsonProperty("fast")
    FAST
}
