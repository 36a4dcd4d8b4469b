package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which events of a rule become one alert. */
public enum GroupBy {
    /** Each becomes one of its own. */
    @JsonProperty("none")
    NONE,

    /** Those of one source. */
    @JsonProperty("source")
    SOURCE,

    /** Those of one zone. */
    @JsonProperty("zone")
    ZONE,

    /** All of them. */
    @JsonProperty("rule")
    RULE
}
