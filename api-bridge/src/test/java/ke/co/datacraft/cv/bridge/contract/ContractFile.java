package ke.co.datacraft.cv.bridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.OpenApi;

/**
 * {@code openapi.yaml} as the tests see it. Objects of answers are closed here: clients are to
 * ignore fields that they do not know, but the bridge is to send none that the file does not tell.
 */
final class ContractFile {

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final OpenApi openApi = OpenApi.load();
    private final Map<String, JsonNode> operations = new LinkedHashMap<>();
    private final JsonNode closedComponents;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    ContractFile() {
        openApi.document()
                .path("paths")
                .forEach(
                        path ->
                                path.forEach(
                                        node -> {
                                            if (node.has("operationId")) {
                                                operations.put(
                                                        node.path("operationId").textValue(), node);
                                            }
                                        }));
        JsonNode components = openApi.document().path("components").deepCopy();
        Set<String> parts = new HashSet<>();
        collectParts(components, parts);
        components
                .path("schemas")
                .properties()
                .forEach(
                        schema -> {
                            if (!parts.contains("#/components/schemas/" + schema.getKey())) {
                                close(schema.getValue());
                            }
                        });
        closedComponents = components;
    }

    OpenApi openApi() {
        return openApi;
    }

    /** The operation as it stands in the file. */
    JsonNode operation(String operationId) {
        return operations.get(operationId);
    }

    Set<String> operationIds() {
        return operations.keySet();
    }

    /** Statuses that the operation may answer with. */
    List<Integer> statuses(String operationId) {
        List<Integer> statuses = new ArrayList<>();
        operation(operationId)
                .path("responses")
                .fieldNames()
                .forEachRemaining(status -> statuses.add(Integer.parseInt(status)));
        return statuses;
    }

    JsonNode response(String operationId, int status) {
        return openApi.resolved(
                operation(operationId).path("responses").path(Integer.toString(status)));
    }

    /** What is wrong with a value of an answer. */
    List<String> problems(JsonNode schema, JsonNode value) {
        JsonSchema check =
                compiled.computeIfAbsent(
                        schema,
                        key -> {
                            JsonNode closed = key.deepCopy();
                            close(closed);
                            ObjectNode document = BridgeJson.trees().createObjectNode();
                            document.putArray("allOf").add(closed);
                            document.set("components", closedComponents);
                            return FACTORY.getSchema(document, CONFIG);
                        });
        return check.validate(value).stream().map(ValidationMessage::getMessage).toList();
    }

    /** Schemas that others are made of cannot be closed: those would be refused with them. */
    private static void collectParts(JsonNode node, Set<String> parts) {
        node.path("allOf")
                .forEach(
                        part -> {
                            if (part.has("$ref")) {
                                parts.add(part.get("$ref").textValue());
                            }
                        });
        node.forEach(child -> collectParts(child, parts));
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("type").asText().equals("object")
                && (schema.has("properties") || schema.has("allOf"))
                && !schema.has("additionalProperties")) {
            schema.put("unevaluatedProperties", false);
        }
        node.properties().stream()
                .filter(child -> !child.getKey().equals("allOf"))
                .forEach(child -> close(child.getValue()));
        if (node.isArray()) {
            node.forEach(ContractFile::close);
        }
    }

    static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}
