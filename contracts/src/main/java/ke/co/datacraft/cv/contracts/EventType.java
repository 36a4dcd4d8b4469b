package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where in its life an event is. */
public enum EventType {
    /** It begins. */
    @JsonProperty("new")
    NEW,

    /** It changed. */
    @JsonProperty("update")
    UPDATE,

    /** It is over; nothing follows. */
    @JsonProperty("end")
    END
}
