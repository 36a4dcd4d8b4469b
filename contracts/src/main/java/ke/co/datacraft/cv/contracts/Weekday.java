package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Day of the week. */
public enum Weekday {
    /** Monday. */
    @JsonProperty("monday")
    MONDAY,

    /** Tuesday. */
    @JsonProperty("tuesday")
    TUESDAY,

    /** Wednesday. */
    @JsonProperty("wednesday")
    WEDNESDAY,

    /** Thursday. */
    @JsonProperty("thursday")
    THURSDAY,

    /** Friday. */
    @JsonProperty("friday")
    FRIDAY,

    /** Saturday. */
    @JsonProperty("saturday")
    SATURDAY,

    /** Sunday. */
    @JsonProperty("sunday")
    SUNDAY
}
