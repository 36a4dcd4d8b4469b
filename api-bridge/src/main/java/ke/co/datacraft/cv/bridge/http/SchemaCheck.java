package ke.co.datacraft.cv.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/** A schema of {@code openapi.yaml}, compiled when it is first needed. */
public final class SchemaCheck {

    /** The components are there to be referred to; they say nothing about the value themselves. */
    private static final JsonMetaSchema DIALECT =
            JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                    .keyword(new NonValidationKeyword("components"))
                    .build();

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.builder(
                            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012))
                    .metaSchema(DIALECT)
                    .build();

    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder()
                    .pathType(PathType.LEGACY)
                    .formatAssertionsEnabled(true)
                    // Texts in the server's own language would differ between machines.
                    .locale(Locale.ENGLISH)
                    .build();

    private final ObjectNode document;
    private volatile JsonSchema compiled;

    /**
     * @param schema the schema, which may refer to {@code #/components/…}
     * @param components components of the whole file
     */
    SchemaCheck(JsonNode schema, JsonNode components) {
        document = BridgeJson.trees().createObjectNode();
        document.putArray("allOf").add(schema);
        document.set("components", components);
    }

    /**
     * @param root name of the value in errors, or empty for a body
     * @throws ApiError {@link ErrorCode#INVALID_FIELD} naming field and cure
     */
    public void check(String root, JsonNode value) {
        Set<ValidationMessage> messages = messages(root, value);
        if (!messages.isEmpty()) {
            // The deepest one tells most: "anyOf" says less than what is wrong in it.
            ValidationMessage first =
                    messages.stream()
                            .max(
                                    Comparator.comparingInt(
                                            m -> m.getInstanceLocation().getNameCount()))
                            .orElseThrow();
            String field = field(root, first);
            throw ApiError.invalid(field, Shown.of(text(field, first)))
                    .cure("See the operation in /docs or /openapi.yaml");
        }
    }

    private Set<ValidationMessage> messages(String root, JsonNode value) {
        try {
            return schema().validate(value);
        } catch (NumberFormatException e) {
            // 1e400 is a number for JSON, and infinite for the validator.
            throw ApiError.invalid(root.isEmpty() ? "body" : root, "A number is out of range")
                    .cure("Send numbers between -1e308 and 1e308");
        }
    }

    private JsonSchema schema() {
        JsonSchema schema = compiled;
        if (schema == null) {
            schema = FACTORY.getSchema(document, CONFIG);
            compiled = schema;
        }
        return schema;
    }

    private static String field(String root, ValidationMessage message) {
        String path = message.getInstanceLocation().toString();
        String inner = path.startsWith("$.") ? path.substring(2) : path.substring(1);
        String property = message.getProperty() == null ? "" : message.getProperty();
        String joined = join(join(root, inner), property);
        return joined.isEmpty() ? "body" : Shown.of(joined);
    }

    private static String join(String left, String right) {
        if (left.isEmpty() || right.isEmpty() || right.startsWith("[")) {
            return left + right;
        }
        return left + "." + right;
    }

    private static String text(String field, ValidationMessage message) {
        String words = message.getMessage();
        int colon = words.indexOf(": ");
        return field + (colon < 0 ? " is wrong: " + words : " " + words.substring(colon + 2));
    }
}
