package ke.co.datacraft.cv.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The interface as {@code openapi.yaml} describes it. */
public final class OpenApi {

    /** Where the file lies on the class path. */
    public static final String RESOURCE = "/openapi.yaml";

    private static final String JSON = "application/json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final byte[] text;
    private final Map<String, OperationSpec> operations = new LinkedHashMap<>();

    private OpenApi(byte[] text) throws IOException {
        this.text = text;
        this.document = YAMLMapper.builder().build().readTree(text);
        document.path("paths")
                .properties()
                .forEach(path -> addPath(path.getKey(), path.getValue()));
    }

    /** Reads the file that the program was built with. */
    public static OpenApi load() {
        try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
            return new OpenApi(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    /** The file as it is. */
    public byte[] text() {
        return text.clone();
    }

    /** Version of the interface. */
    public String version() {
        return document.path("info").path("version").textValue();
    }

    /** The file as a tree. */
    public JsonNode document() {
        return document;
    }

    /** Every operation, by id, in the file's order. */
    public Map<String, OperationSpec> operations() {
        return operations;
    }

    /** What follows a reference, if it is one. */
    public JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            String reference = target.get("$ref").textValue();
            target = document.at(reference.substring(1));
            if (target.isMissingNode()) {
                throw new IllegalStateException(RESOURCE + " refers to nothing: " + reference);
            }
        }
        return target;
    }

    /** A schema of the file, ready to check values. */
    public SchemaCheck schema(JsonNode schema) {
        return new SchemaCheck(schema, document.path("components"));
    }

    private void addPath(String path, JsonNode item) {
        item.properties()
                .forEach(
                        entry -> {
                            if (METHODS.contains(entry.getKey())) {
                                add(path, item, entry.getKey(), entry.getValue());
                            }
                        });
    }

    private void add(String path, JsonNode item, String method, JsonNode operation) {
        String id = operation.path("operationId").asText();
        JsonNode body = resolved(operation.path("requestBody"));
        JsonNode schema = body.path("content").path(JSON).path("schema");
        Set<String> types = new LinkedHashSet<>();
        body.path("content").fieldNames().forEachRemaining(types::add);
        OperationSpec spec =
                new OperationSpec(
                        id,
                        method.toUpperCase(Locale.ROOT),
                        path,
                        roles(operation),
                        parameters(item, operation),
                        schema.isMissingNode() ? null : schema(schema),
                        body.path("required").asBoolean(false),
                        types);
        if (id.isEmpty() || operations.put(id, spec) != null) {
            throw new IllegalStateException(
                    "%s: %s %s has no operationId of its own".formatted(RESOURCE, method, path));
        }
    }

    private static Set<Role> roles(JsonNode operation) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        operation
                .path("x-roles")
                .forEach(word -> roles.add(Role.of(word.textValue()).orElseThrow()));
        return roles;
    }

    private List<ParameterSpec> parameters(JsonNode item, JsonNode operation) {
        List<ParameterSpec> parameters = new ArrayList<>();
        for (JsonNode holder : List.of(item, operation)) {
            holder.path("parameters").forEach(node -> parameters.add(parameter(resolved(node))));
        }
        return parameters;
    }

    private ParameterSpec parameter(JsonNode node) {
        JsonNode schema = resolved(node.path("schema"));
        String type = schema.path("type").asText("string");
        return new ParameterSpec(
                node.path("name").asText(),
                node.path("in").asText(),
                node.path("required").asBoolean(false),
                type,
                type.equals("array")
                        ? resolved(schema.path("items")).path("type").asText("string")
                        : null,
                schema(node.path("schema")));
    }
}
