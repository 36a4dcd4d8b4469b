package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Side to which a directed line is crossed, seen along it from its first point to its second. */
public enum CrossingDirection {
    /** From its left to its right. */
    @JsonProperty("in")
    IN,

    /** From its right to its left. */
    @JsonProperty("out")
    OUT
}
