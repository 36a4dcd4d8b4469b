package ke.co.datacraft.cv.bridge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;

/**
 * JSON of the interface: the messages' own set-up ({@link ContractCodec}), so that a result is the
 * same text on Kafka and over HTTP.
 */
public final class BridgeJson {

    private static final ObjectMapper TREES =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();

    private BridgeJson() {}

    /** UTF-8 JSON of a record, map or tree. */
    public static byte[] bytes(Object value) {
        return ContractCodec.toBytes(value);
    }

    /** An empty object or array to fill is made of this. */
    public static ObjectMapper trees() {
        return TREES;
    }

    /**
     * Reads a request's body.
     *
     * @throws ApiError {@link ErrorCode#INVALID_JSON}
     */
    public static JsonNode parse(byte[] body) {
        try {
            return ContractCodec.tree(body);
        } catch (ContractException e) {
            throw new ApiError(ErrorCode.INVALID_JSON, e.getMessage())
                    .cure("Send one JSON object, without duplicate fields, in UTF-8");
        }
    }

    /**
     * A body that keeps to its schema as a record.
     *
     * @throws ApiError {@link ErrorCode#INVALID_FIELD} where the record is stricter than the schema
     */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return ContractCodec.convert(tree, type);
        } catch (ContractException e) {
            int colon = e.getMessage().indexOf(": ");
            ApiError error = new ApiError(ErrorCode.INVALID_FIELD, e.getMessage());
            throw colon > 0 ? error.field(e.getMessage().substring(0, colon)) : error;
        }
    }

    /** JSON that this program wrote, as a tree. */
    public static JsonNode tree(String json) {
        try {
            return TREES.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON cannot be read", e);
        }
    }
}
