package ke.co.datacraft.cv.bridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.bridge.http.BridgeJson;

/**
 * What the bridge answered.
 *
 * @param status HTTP status
 * @param headers headers
 * @param body bytes; of a stream of events none
 */
record Answer(int status, HttpHeaders headers, byte[] body) {

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Media type without its parameters. */
    String mediaType() {
        return header("Content-Type").split(";")[0].strip();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return BridgeJson.tree(text());
    }

    String code() {
        return json().path("code").asText();
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + mediaType() + " " + text.substring(0, Math.min(500, text.length()));
    }
}
