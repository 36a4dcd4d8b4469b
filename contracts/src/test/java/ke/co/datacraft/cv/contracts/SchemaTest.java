package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private static final PropertyNamingStrategies.SnakeCaseStrategy SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    static Stream<String> topics() {
        return GoldenSamples.TYPES.keySet().stream().sorted();
    }

    @Test
    void everyTopicHasASchema() {
        assertThat(new Topics("").all())
                // Results of a shadow have the schema of results.
                .filteredOn(topic -> !topic.equals(new Topics("").shadowResults()))
                .containsExactlyInAnyOrderElementsOf(
                        // Events travel through Redis, not through a topic.
                        topics().filter(topic -> !topic.matches("(result|tracks)-events"))
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void schemaAndRecordAgreeInBothDirections(String topic) throws ContractException {
        compare(topic, topic, root(topic), GoldenSamples.TYPES.get(topic));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyPropertyIsDescribed(String topic) throws ContractException {
        root(topic)
                .findParents("properties")
                .forEach(
                        parent ->
                                parent.path("properties")
                                        .properties()
                                        .forEach(
                                                property -> {
                                                    JsonNode schema = property.getValue();
                                                    // The const of a condition needs no words.
                                                    boolean condition =
                                                            schema.size() == 1
                                                                    && schema.has("const");
                                                    assertThat(
                                                                    condition
                                                                            || schema.has("$ref")
                                                                            || schema.has(
                                                                                    "description"))
                                                            .as(topic + "." + property.getKey())
                                                            .isTrue();
                                                }));
    }

    static Stream<Arguments> wrongMessages() {
        return Stream.of(
                wrong("images.v1.job", m -> m.remove("tenant_id")),
                wrong("images.v1.job", m -> m.remove("job_id")),
                wrong("images.v1.job", m -> m.remove("job")),
                wrong("images.v1.job", m -> m.put("source_id", "gate-1")),
                wrong("images.v1.job", m -> m.put("tenant_id", "")),
                wrong("images.v1.job", m -> m.put("tenant_id", "x".repeat(101))),
                wrong("images.v1.job", m -> m.put("tenant_id", "a\u0000b")),
                wrong("images.v1.job", m -> m.put("job_id", "7")),
                wrong("images.v1.job", m -> m.put("uri", "a.png")),
                wrong("images.v1.job", m -> m.put("priority", 11)),
                wrong("images.v1.job", m -> m.put("page", -1)),
                wrong("images.v1.job", m -> m.put("capture_time", "yesterday")),
                wrong("images.v1.job", m -> m.put("capture_time", 1772600767)),
                wrong("images.v1.job", m -> m.putArray("tasks")),
                wrong("images.v1.job", m -> m.remove("tasks")),
                wrong("images.v1.job", m -> m.put("pipeline", "plates")),
                wrong("images.v1.chain", m -> ((ObjectNode) m.at("/tasks/1/on")).remove("step")),
                wrong("images.v1.chain", m -> ((ObjectNode) m.at("/tasks/1/on")).put("padding", 2)),
                wrong(
                        "results.v1.chain",
                        m -> ((ObjectNode) m.at("/tasks/1/region")).remove("index")),
                wrong("results.v1.chain", m -> ((ObjectNode) m.at("/tasks/1")).remove("classes")),
                wrong("images.v1.job", m -> ((ObjectNode) m.at("/tasks/0")).put("task", "fly")),
                wrong("images.v1.job", m -> ((ObjectNode) m.get("job")).put("total", 0)),
                wrong("frames.v1.camera", m -> m.remove("source_id")),
                wrong("results.v1.ocr", m -> ((ObjectNode) m.at("/tasks/0")).remove("text")),
                wrong("results.v1.ocr", m -> ((ObjectNode) m.at("/tasks/0")).putArray("objects")),
                wrong("results.v1.ocr", m -> m.put("source_id", "gate-1")),
                wrong("results.v1.ocr", m -> ((ObjectNode) m.get("image")).put("width", 0)),
                wrong(
                        "results.v1.detection",
                        m -> ((ObjectNode) m.at("/tasks/0/objects/0")).put("confidence", 1.5)),
                wrong(
                        "results.v1.detection",
                        m -> ((ObjectNode) m.at("/tasks/0/objects/0")).putArray("bbox").add(1)),
                wrong("result-events.v1.camera", m -> m.remove("counts")),
                wrong(
                        "tracks-events.v1.two",
                        m -> ((ObjectNode) m.at("/boxes/0")).remove("track_id")),
                wrong("result-events.v1.camera", m -> m.put("job_id", "gate")),
                wrong(
                        "result-events.v1.camera",
                        m -> ((ObjectNode) m.at("/boxes/0")).put("kind", "tree")),
                wrong("job-status.v1.failed", m -> m.put("state", "DONE")),
                wrong("job-status.v1.failed", m -> m.put("progress_percentage", 101)),
                wrong("dead-letters.v1.not-found", m -> m.put("reason", "BAD_LUCK")),
                wrong("commands.v1.cancel", m -> m.put("command", "STOP")),
                wrong("models.v1.active", m -> m.remove("version")),
                wrong("models.v1.active", m -> m.put("model", "yolox@1")),
                wrong(
                        "models.v1.canary-and-shadow",
                        m -> ((ObjectNode) m.get("canary")).put("share", 0)),
                wrong(
                        "models.v1.canary-and-shadow",
                        m -> ((ObjectNode) m.get("shadow")).put("share", 1.1)));
    }

    static Stream<Arguments> wrongMessagesOfSources() {
        return Stream.of(
                wrong("sources.v1.camera", m -> m.remove("kind")),
                wrong("sources.v1.camera", m -> m.put("kind", "webcam")),
                wrong("sources.v1.camera", m -> m.put("id", "gate/1")),
                wrong("sources.v1.camera", m -> ((ObjectNode) m.get("sampling")).put("fps", 0)),
                wrong("sources.v1.camera", m -> ((ArrayNode) m.at("/motion/masks/0")).removeAll()),
                wrong("zones.v1.area", m -> ((ArrayNode) m.at("/points/0")).add(0.5)),
                wrong("zones.v1.area", m -> ((ArrayNode) m.at("/points/0")).set(0, 1.01)),
                wrong("zones.v1.line", m -> m.withArray("points").addArray().add(0.5).add(0.5)),
                wrong("zones.v1.line", m -> m.put("kind", "polygon")),
                wrong("rules.v1.night", m -> m.remove("when")),
                wrong("rules.v1.night", m -> m.put("severity", "red")),
                wrong(
                        "rules.v1.night",
                        m -> ((ObjectNode) m.at("/schedules/0")).put("from", "24:00")),
                wrong("events.v1.line-end", m -> m.put("type", "over")),
                wrong("events.v1.line-end", m -> m.remove("after")),
                wrong("alerts.v1.new", m -> m.put("count", 0)),
                wrong("source-status.v1.online", m -> m.put("state", "fine")));
    }

    @ParameterizedTest
    @MethodSource({"wrongMessages", "wrongMessagesOfSources"})
    void findsWhatIsWrong(String name, Consumer<ObjectNode> damage) throws ContractException {
        ObjectNode message = (ObjectNode) ContractCodec.tree(GoldenSamples.bytes(name));
        damage.accept(message);

        assertThat(TestingSchemas.errors(GoldenSamples.topic(name), message)).isNotEmpty();
    }

    private static Arguments wrong(String name, Consumer<ObjectNode> damage) {
        return Arguments.of(name, damage);
    }

    private static void compare(String topic, String path, JsonNode schema, Class<?> type)
            throws ContractException {
        Located located = resolve(topic, schema);
        JsonNode resolved = located.schema();
        Map<String, RecordComponent> components = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.put(SNAKE_CASE.translate(component.getName()), component);
        }
        TreeSet<String> properties = new TreeSet<>();
        resolved.path("properties").fieldNames().forEachRemaining(properties::add);
        assertThat(properties).as(path).isEqualTo(components.keySet());
        List<String> required = texts(resolved.path("required"));
        assertThat(components.keySet()).as(path).containsAll(required);
        for (Map.Entry<String, RecordComponent> entry : components.entrySet()) {
            String name = entry.getKey();
            RecordComponent component = entry.getValue();
            if (component.getType().isPrimitive()) {
                assertThat(required).as("a primitive is always there").contains(name);
            }
            compareValue(
                    located.topic(),
                    path + "." + name,
                    resolved.path("properties").path(name),
                    component.getGenericType());
        }
    }

    private static void compareValue(String topic, String path, JsonNode schema, Type type)
            throws ContractException {
        Located located = resolve(topic, schema);
        JsonNode resolved = located.schema();
        Class<?> raw = (Class<?>) (type instanceof ParameterizedType p ? p.getRawType() : type);
        assertThat(resolved.path("type").asText()).as(path).isEqualTo(jsonType(raw));
        if (raw.isRecord()) {
            compare(located.topic(), path, resolved, raw);
        } else if (raw == List.class) {
            Type item = ((ParameterizedType) type).getActualTypeArguments()[0];
            compareValue(located.topic(), path + "[]", resolved.path("items"), item);
        } else if (raw.isEnum()) {
            List<String> names =
                    Arrays.stream(raw.getEnumConstants())
                            .map(constant -> ContractCodec.toJson(constant).replace("\"", ""))
                            .toList();
            assertThat(texts(resolved.path("enum"))).as(path).isEqualTo(names);
        } else if (path.endsWith(".task")) {
            assertThat(texts(resolved.path("enum"))).as(path).isEqualTo(Tasks.ALL);
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }

    private static String jsonType(Class<?> type) {
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == List.class) {
            return "array";
        }
        return type.isRecord() || type == Map.class ? "object" : "string";
    }

    /** A schema and the topic whose file it stands in. */
    private record Located(String topic, JsonNode schema) {}

    private static Located resolve(String topic, JsonNode schema) throws ContractException {
        JsonNode reference = schema.get("$ref");
        if (reference == null) {
            return new Located(topic, schema);
        }
        String[] parts = reference.asText().split("#");
        String owner = parts[0].isEmpty() ? topic : GoldenSamples.topic(parts[0]);
        return resolve(owner, root(owner).at(parts[1]));
    }

    private static JsonNode root(String topic) throws ContractException {
        return ContractCodec.tree(GoldenSamples.schema(topic).getBytes(StandardCharsets.UTF_8));
    }
}
