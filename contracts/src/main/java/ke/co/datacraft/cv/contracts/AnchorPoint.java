package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which point of an object's box decides where the object is. */
public enum AnchorPoint {
    /** Where it touches the ground. */
    @JsonProperty("bottom_center")
    BOTTOM_CENTER,

    /** Middle of the box. */
    @JsonProperty("center")
    CENTER,

    /** Middle of the upper edge. */
    @JsonProperty("top_center")
    TOP_CENTER,

    /** Lower left corner. */
    @JsonProperty("bottom_left")
    BOTTOM_LEFT,

    /** Lower right corner. */
    @JsonProperty("bottom_right")
    BOTTOM_RIGHT
}
