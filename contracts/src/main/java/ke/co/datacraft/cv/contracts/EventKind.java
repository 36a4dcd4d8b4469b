package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an event tells. */
public enum EventKind {
    /** An object is in the picture. */
    @JsonProperty("track")
    TRACK,

    /** An object is in a zone. */
    @JsonProperty("zone")
    ZONE,

    /** An object crossed a line. */
    @JsonProperty("line")
    LINE,

    /** An object stays in a zone longer than it should. */
    @JsonProperty("loitering")
    LOITERING,

    /** An object does not move. */
    @JsonProperty("stationary")
    STATIONARY,

    /** Something was put down and left. */
    @JsonProperty("left_object")
    LEFT_OBJECT,

    /** Something that stood there is gone. */
    @JsonProperty("removed_object")
    REMOVED_OBJECT,

    /** More objects than a zone should hold. */
    @JsonProperty("crowd")
    CROWD,

    /** An object is faster than a zone allows. */
    @JsonProperty("speeding")
    SPEEDING,

    /** An object moves against a zone's direction. */
    @JsonProperty("wrong_way")
    WRONG_WAY
}
