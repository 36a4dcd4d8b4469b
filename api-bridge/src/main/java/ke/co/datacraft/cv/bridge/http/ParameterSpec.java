package ke.co.datacraft.cv.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;

/**
 * One parameter of an operation.
 *
 * @param name its name
 * @param in {@code path}, {@code query} or {@code header}
 * @param required whether it must be there
 * @param type JSON type of its schema
 * @param itemType JSON type of an array's items, else null
 * @param schema what it may be
 */
public record ParameterSpec(
        String name,
        String in,
        boolean required,
        String type,
        String itemType,
        SchemaCheck schema) {

    /** An array may be one value with commas or several values. */
    void check(List<String> values) {
        if (values.isEmpty()) {
            if (required) {
                throw ApiError.invalid(name, "The parameter " + name + " is missing");
            }
            return;
        }
        if (values.size() > 1 && !type.equals("array")) {
            throw ApiError.invalid(name, "The parameter " + name + " stands there more than once");
        }
        schema.check(name, type.equals("array") ? array(values) : node(type, values.get(0)));
    }

    private ArrayNode array(List<String> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (String value : values) {
            for (String item : value.split(",", -1)) {
                array.add(node(itemType, item));
            }
        }
        return array;
    }

    /** What is no number stays text, and the schema says so. */
    private static JsonNode node(String type, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        try {
            return switch (type) {
                case "integer" -> nodes.numberNode(Long.parseLong(text));
                case "number" ->
                        text.length() > 40
                                ? nodes.textNode(text)
                                : nodes.numberNode(new BigDecimal(text));
                case "boolean" ->
                        text.equals("true") || text.equals("false")
                                ? nodes.booleanNode(Boolean.parseBoolean(text))
                                : nodes.textNode(text);
                default -> nodes.textNode(text);
            };
        } catch (NumberFormatException e) {
            return nodes.textNode(text);
        }
    }
}
