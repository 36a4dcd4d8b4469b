package ke.co.datacraft.cv.bridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** JSON that is not as it should be. */
final class JsonMutations {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonMutations() {}

    /** Values of every type, odd ones often. */
    static Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> leaves =
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(50).map(NODES::textNode),
                        Arbitraries.of(
                                        "",
                                        " ",
                                        "\u0000",
                                        "\ud800",
                                        "null",
                                        "../..",
                                        "x".repeat(9000))
                                .map(NODES::textNode),
                        Arbitraries.longs().map(NODES::numberNode),
                        Arbitraries.of("1e400", "-0.0", "1e-400", "123456789012345678901234567890")
                                .map(BigDecimal::new)
                                .map(NODES::numberNode),
                        Arbitraries.just(NODES.nullNode()),
                        Arbitraries.of(true, false).map(NODES::booleanNode));
        return Arbitraries.recursive(
                () -> leaves,
                inner ->
                        Arbitraries.oneOf(
                                inner.list().ofMaxSize(4).map(JsonMutations::array),
                                Arbitraries.maps(Arbitraries.strings().ofMaxLength(10), inner)
                                        .ofMaxSize(4)
                                        .map(
                                                fields -> {
                                                    ObjectNode object = NODES.objectNode();
                                                    fields.forEach(object::set);
                                                    return object;
                                                })),
                0,
                3);
    }

    private static JsonNode array(List<JsonNode> items) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(array::add);
        return array;
    }

    /** The sample with one of its values replaced, or with a field more. */
    static JsonNode replace(JsonNode sample, int place, JsonNode value) {
        JsonNode copy = sample.deepCopy();
        List<Consumer<JsonNode>> places = new ArrayList<>();
        collect(copy, places);
        places.get(Math.floorMod(place, places.size())).accept(value);
        return copy;
    }

    private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            places.add(value -> object.set("unknown", value));
            object.fieldNames()
                    .forEachRemaining(name -> places.add(value -> object.set(name, value)));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
            }
        }
        node.forEach(child -> collect(child, places));
    }
}
