package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How urgent an alert is, from the least. */
public enum Severity {
    /** To know. */
    @JsonProperty("info")
    INFO,

    /** To look at. */
    @JsonProperty("warning")
    WARNING,

    /** To act on at once. */
    @JsonProperty("critical")
    CRITICAL
}
