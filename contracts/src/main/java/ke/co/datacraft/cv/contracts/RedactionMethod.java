package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a region is made unrecognisable. */
public enum RedactionMethod {
    /** By a strong blur. */
    @JsonProperty("blur")
    BLUR,

    /** By a coarse mosaic. */
    @JsonProperty("pixelate")
    PIXELATE,

    /** By one colour. */
    @JsonProperty("fill")
    FILL
}
