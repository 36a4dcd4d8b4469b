package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one value of a definition is, reading and checking it ends well or as a refusal. */
class DefinitionRobustnessTest {

    private static final List<String> VALUES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1e300",
                    "99999999999999999999",
                    "\"\"",
                    "\"x\"",
                    "\"\\u0000\"",
                    "\"\\ud800\"",
                    "[]",
                    "[null]",
                    "[[]]",
                    "[[null]]",
                    "[[[1]]]",
                    "{}",
                    "{\"a\":null}");

    static Stream<String> samples() {
        return GoldenSamples.COMPLETE.stream()
                .filter(name -> name.matches("(sources|zones|rules|events|alerts)\\..*"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void anyValueInAnyPlaceIsTakenOrRefused(String sample) throws ContractException {
        int refused = 0;
        for (String value : VALUES) {
            JsonNode strange = ContractCodec.tree(value.getBytes(StandardCharsets.UTF_8));
            int places = places(ContractCodec.tree(GoldenSamples.bytes(sample))).size();
            for (int place = 0; place < places; place++) {
                JsonNode tree = ContractCodec.tree(GoldenSamples.bytes(sample));
                places(tree).get(place).put(strange);
                refused += isRefused(sample, tree) ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    private static boolean isRefused(String sample, JsonNode tree) {
        try {
            Record message =
                    ContractCodec.read(ContractCodec.toBytes(tree), GoldenSamples.type(sample));
            if (message instanceof SourceDefinition source) {
                SourceValidator.validate(key(source.tenantId(), source.id()), source);
            } else if (message instanceof ZoneDefinition zone) {
                ZoneValidator.validate(key(zone.tenantId(), zone.id()), zone);
            } else if (message instanceof RuleDefinition rule) {
                RuleValidator.validate(key(rule.tenantId(), rule.id()), rule);
            }
            return false;
        } catch (ContractException e) {
            assertThat(e.getMessage()).matches("(?s)(schema_version is |[a-z_.\\[\\]0-9]+: ).*");
            return true;
        }
    }

    private static String key(String tenantId, String id) {
        return DefinitionKeys.key(tenantId, id);
    }

    /** Something that can be replaced. */
    private interface Place {
        void put(JsonNode value);
    }

    private static List<Place> places(JsonNode tree) {
        List<Place> places = new ArrayList<>();
        collect(tree, places);
        return places;
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            field -> {
                                places.add(value -> object.set(field.getKey(), value));
                                collect(field.getValue(), places);
                            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(value -> array.set(index, value));
                collect(array.get(i), places);
            }
        }
    }
}
