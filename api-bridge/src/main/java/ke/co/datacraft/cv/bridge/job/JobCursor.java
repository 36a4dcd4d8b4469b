package ke.co.datacraft.cv.bridge.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.BridgeJson;

/**
 * Place of a job in an order. Pages go on behind a job, not behind a number of jobs, so that jobs
 * that come meanwhile neither repeat nor hide others.
 *
 * @param order the order
 * @param value the job's value in it
 * @param id the job
 */
record JobCursor(JobOrder order, Object value, UUID id) {

    /** The place as one word. */
    static String encode(JobOrder order, JobView last) {
        try {
            byte[] json =
                    BridgeJson.trees()
                            .writeValueAsBytes(
                                    BridgeJson.trees()
                                            .createArrayNode()
                                            .add(order.sort())
                                            .add(order.key().text(last))
                                            .add(last.jobId().toString()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    /**
     * The place that a word names.
     *
     * @throws ApiError when it is none, or one of another order
     */
    static JobCursor decode(JobOrder order, String word) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(word.getBytes(StandardCharsets.US_ASCII));
            JsonNode parts = BridgeJson.trees().readTree(json);
            if (!parts.isArray() || parts.size() != 3) {
                throw wrong("is none of this list's");
            }
            if (!parts.get(0).asText().equals(order.sort())) {
                throw wrong("is one of another order");
            }
            String value = parts.get(1).asText();
            if (value.indexOf('\0') >= 0) {
                throw wrong("is none of this list's");
            }
            return new JobCursor(
                    order, order.key().value(value), UUID.fromString(parts.get(2).asText()));
        } catch (IOException | IllegalArgumentException e) {
            throw wrong("is none of this list's");
        }
    }

    private static ApiError wrong(String what) {
        return ApiError.invalid("cursor", "The cursor " + what)
                .cure("Give next_cursor of the page before, and its other parameters unchanged");
    }
}
