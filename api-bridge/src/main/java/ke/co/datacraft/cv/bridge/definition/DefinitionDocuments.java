package ke.co.datacraft.cv.bridge.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.SafeText;

/** Definitions made of requests. */
final class DefinitionDocuments {

    private static final int MAX_ACTOR = 100;

    private DefinitionDocuments() {}

    /**
     * The document with what a request changes: RFC 7396, where null takes a field away.
     *
     * @param document what it is now; left as it is
     * @param patch fields that change
     */
    static ObjectNode merged(ObjectNode document, JsonNode patch) {
        ObjectNode merged = document.deepCopy();
        patch.properties()
                .forEach(
                        field -> {
                            JsonNode value = field.getValue();
                            if (value.isNull()) {
                                merged.remove(field.getKey());
                            } else if (value.isObject()) {
                                JsonNode old = merged.get(field.getKey());
                                ObjectNode base =
                                        old instanceof ObjectNode object
                                                ? object
                                                : BridgeJson.trees().createObjectNode();
                                merged.set(field.getKey(), merged(base, value));
                            } else {
                                merged.set(field.getKey(), value);
                            }
                        });
        return merged;
    }

    /**
     * The definition in a document.
     *
     * @throws ApiError {@link ErrorCode#INVALID_FIELD} naming field and cure
     */
    static <T extends Record> DefinitionChange<T> change(
            DefinitionKind<T> kind, ObjectNode document, Author author, long version) {
        document.put("schema_version", ContractCodec.SCHEMA_VERSION);
        document.put("tenant_id", author.tenant());
        document.put("version", version);
        document.put("updated_by", author.by());
        document.put("updated_at", author.at().toString());
        T definition = BridgeJson.convert(document, kind.type());
        String id = document.path("id").asText();
        try {
            kind.check().validate(DefinitionKeys.key(author.tenant(), id), definition);
        } catch (ContractException e) {
            throw error(e);
        }
        return new DefinitionChange<>(
                author.tenant(), id, definition, version, author.by(), author.at());
    }

    private static ApiError error(ContractException e) {
        String message = e.getMessage();
        int colon = message.indexOf(": ");
        int cure = message.lastIndexOf("; ");
        ApiError error = new ApiError(ErrorCode.INVALID_FIELD, message);
        if (colon > 0) {
            error.field(message.substring(0, colon));
        }
        return cure < 0 ? error : error.cure(message.substring(cure + 2));
    }

    /** Who changes something, as long as rows and messages take. */
    static String actor(String subject) {
        int length = Math.min(subject.length(), MAX_ACTOR);
        return SafeText.storable(subject.substring(0, length));
    }
}
