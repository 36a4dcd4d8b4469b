package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Form of a zone. */
public enum ZoneKind {
    /** An area with three corners or more. */
    @JsonProperty("polygon")
    POLYGON,

    /** A directed line of two points, which objects cross. */
    @JsonProperty("line")
    LINE
}
