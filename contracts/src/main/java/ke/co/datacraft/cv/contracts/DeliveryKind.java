package ke.co.datacraft.cv.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an alert is handed on. */
public enum DeliveryKind {
    /** By a signed HTTP request. */
    @JsonProperty("webhook")
    WEBHOOK,

    /** By a message to an MQTT broker. */
    @JsonProperty("mqtt")
    MQTT
}
