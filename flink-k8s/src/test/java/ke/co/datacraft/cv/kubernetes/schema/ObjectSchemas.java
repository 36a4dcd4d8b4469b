package ke.co.datacraft.cv.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Schemas of custom resources by API version and kind, out of their definitions. Objects are closed
 * as the API server closes them with strict field validation; rules in CEL are not checked.
 */
public final class ObjectSchemas {

    private static final String KEEPS_UNKNOWN = "x-kubernetes-preserve-unknown-fields";

    private static final String EITHER = "x-kubernetes-int-or-string";
    private static final List<String> FOREIGN =
            List.of(
                    KEEPS_UNKNOWN,
                    EITHER,
                    "x-kubernetes-list-map-keys",
                    "x-kubernetes-list-type",
                    "x-kubernetes-map-type",
                    "x-kubernetes-validations",
                    "example");

    private final Map<String, JsonSchema> schemas = new HashMap<>();

    /** Adds every served version of a definition. */
    public ObjectSchemas add(InputStream definition) {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(definition)) {
            while (documents.hasNext()) {
                add(documents.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void add(JsonNode definition) {
        if (definition == null || !definition.isObject()) {
            return;
        }
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
            JsonNode schema = version.path("schema").path("openAPIV3Schema");
            if (version.path("served").asBoolean() && schema.isObject()) {
                String apiVersion =
                        spec.path("group").asText() + "/" + version.path("name").asText();
                schemas.put(
                        key(apiVersion, spec.path("names").path("kind").asText()),
                        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                                .getSchema(closed(schema)));
            }
        }
    }

    /** Whether the kind of an object is known. */
    public boolean knows(JsonNode object) {
        return schemas.containsKey(key(object));
    }

    /** What is wrong with an object of a known kind, by place; nothing when it is right. */
    public List<String> faults(JsonNode object) {
        return schemas.get(key(object)).validate(object).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
    }

    private static String key(JsonNode object) {
        return key(object.path("apiVersion").asText(), object.path("kind").asText());
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + "/" + kind;
    }

    private static JsonNode closed(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        // Schemas leave these to the API server, which knows them of every object.
        ObjectNode properties = (ObjectNode) copy.path("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            boolean free = object.path(KEEPS_UNKNOWN).asBoolean();
            boolean either = object.path(EITHER).asBoolean();
            if (object.path("properties").isObject()
                    && !free
                    && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (either) {
                object.remove(List.of("type", "anyOf", "format"));
                object.putArray("type").add("integer").add("string");
            }
            if (free || either || object.path("type").isTextual()) {
                // A field may be called like one of them, too; it is no schema.
                object.remove(FOREIGN);
            }
        }
        node.forEach(ObjectSchemas::close);
    }
}
