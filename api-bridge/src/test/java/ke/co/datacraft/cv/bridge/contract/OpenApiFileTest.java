package ke.co.datacraft.cv.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.contracts.ContractCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of the file itself. */
class OpenApiFileTest {

    private static final ContractFile FILE = new ContractFile();
    private static final OpenApi OPEN_API = FILE.openApi();

    static Set<String> operations() {
        return FILE.operationIds();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationSaysWhoMayCallItAndWhatItAnswers(String id) {
        JsonNode operation = FILE.operation(id);
        List<String> roles =
                ContractFile.list(operation.path("x-roles")).stream()
                        .map(JsonNode::textValue)
                        .toList();
        boolean isOpen = roles.isEmpty();

        assertThat(id).matches("[a-z][A-Za-z0-9]+");
        assertThat(operation.path("summary").textValue()).isNotBlank().doesNotEndWith(".");
        assertThat(operation.path("tags")).isNotEmpty();
        assertThat(roles)
                .isIn(
                        List.of(),
                        List.of("admin"),
                        List.of("operator", "admin"),
                        List.of("viewer", "operator", "admin"));
        // Without roles the kernel lets everyone in; the reader of the file must see the same.
        assertThat(operation.path("security").isArray() && operation.path("security").isEmpty())
                .isEqualTo(isOpen);
        assertThat(FILE.statuses(id)).contains(400);
        assertThat(FILE.statuses(id)).as("A fault is no answer").doesNotContain(500);
        if (!isOpen) {
            assertThat(FILE.statuses(id)).contains(401, 403, 429, 503);
        }
        if (operation.has("requestBody")) {
            assertThat(FILE.statuses(id)).contains(413, 415);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void failuresAreProblems(String id) {
        for (int status : FILE.statuses(id)) {
            JsonNode content = FILE.response(id, status).path("content");
            if (status >= 400 && !(id.equals("getReady") && status == 503)) {
                assertThat(content.properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactly("application/problem+json");
            }
        }
    }

    @Test
    void noEntryStandsThereTwice() {
        YAMLMapper strict =
                YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

        assertThatCode(() -> strict.readTree(OPEN_API.text())).doesNotThrowAnyException();
    }

    @Test
    void whatComesFromOutsideIsBounded() {
        List<String> loose = new ArrayList<>();
        OPEN_API.document()
                .path("paths")
                .properties()
                .forEach(
                        path -> {
                            findLoose(path.getKey(), path.getValue(), loose);
                            path.getValue()
                                    .properties()
                                    .forEach(
                                            node ->
                                                    findLoose(
                                                            node.getKey() + " " + path.getKey(),
                                                            node.getValue(),
                                                            loose));
                        });

        assertThat(loose).isEmpty();
    }

    private static void findLoose(String place, JsonNode holder, List<String> loose) {
        holder.path("parameters")
                .forEach(
                        parameter -> {
                            JsonNode resolved = OPEN_API.resolved(parameter);
                            bounded(
                                    place + " " + resolved.path("name").textValue(),
                                    resolved.path("schema"),
                                    loose,
                                    0);
                        });
        JsonNode json = holder.path("requestBody").path("content").path("application/json");
        if (!json.isMissingNode()) {
            bounded(place + " body", json.path("schema"), loose, 0);
        }
    }

    private static void bounded(String place, JsonNode schema, List<String> loose, int depth) {
        JsonNode target = OPEN_API.resolved(schema);
        assertThat(depth).as(place).isLessThan(20);
        switch (target.path("type").asText()) {
            case "string" -> {
                if (!(has(schema, target, "maxLength")
                        || has(schema, target, "enum")
                        || boundedPattern(target)
                        || target.path("format").asText().equals("uuid"))) {
                    loose.add(place + " has no maxLength");
                }
            }
            case "integer", "number" -> {
                boolean low =
                        has(schema, target, "minimum") || has(schema, target, "exclusiveMinimum");
                boolean high =
                        has(schema, target, "maximum") || has(schema, target, "exclusiveMaximum");
                // Ground coordinates in metres have no natural bound.
                if (!(low && high) && !place.contains("calibration.ground")) {
                    loose.add(place + " has no range");
                }
            }
            case "array" -> {
                if (!has(schema, target, "maxItems")) {
                    loose.add(place + " has no maxItems");
                }
                bounded(place + "[]", target.path("items"), loose, depth + 1);
            }
            case "object" -> {
                if (!target.has("additionalProperties")) {
                    loose.add(place + " takes any field");
                }
                target.path("properties")
                        .properties()
                        .forEach(
                                property ->
                                        bounded(
                                                place + "." + property.getKey(),
                                                property.getValue(),
                                                loose,
                                                depth + 1));
            }
            default -> target.path("oneOf").forEach(one -> bounded(place, one, loose, depth + 1));
        }
    }

    private static boolean has(JsonNode schema, JsonNode target, String keyword) {
        return schema.has(keyword) || target.has(keyword);
    }

    /** A pattern such as {@code ^[a-z]{1,20}$} bounds the length on its own. */
    private static boolean boundedPattern(JsonNode schema) {
        String pattern = schema.path("pattern").asText();
        return !pattern.isEmpty() && !pattern.contains("*") && !pattern.contains("+$");
    }

    @Test
    void examplesAreTrue() {
        List<String> wrong = new ArrayList<>();
        checkExamples("", OPEN_API.document(), wrong);

        assertThat(wrong).isEmpty();
    }

    private static void checkExamples(String place, JsonNode node, List<String> wrong) {
        if (node.has("schema")) {
            if (node.has("example")) {
                check(place, node.path("schema"), node.path("example"), wrong);
            }
            node.path("examples")
                    .forEach(
                            example ->
                                    check(
                                            place,
                                            node.path("schema"),
                                            example.path("value"),
                                            wrong));
        } else if (node.path("examples").isArray()) {
            node.path("examples").forEach(example -> check(place, node, example, wrong));
        }
        node.properties()
                .forEach(
                        child ->
                                checkExamples(
                                        place + "/" + child.getKey(), child.getValue(), wrong));
    }

    private static void check(String place, JsonNode schema, JsonNode value, List<String> wrong) {
        try {
            OPEN_API.schema(schema).check("", value);
        } catch (ApiError e) {
            wrong.add(place + ": " + e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "results, ImageResult",
        "dead-letters, DeadLetter",
        "job-status, Job",
        "sources, SourceDefinition",
        "zones, Zone",
        "rules, Rule",
        "source-status, SourceStatus",
        "events, Event",
        "alerts, Alert"
    })
    void messagesAreThoseOfTheContracts(String message, String schema) throws Exception {
        JsonNode contract = contract(message);
        JsonNode told = OPEN_API.document().at("/components/schemas/" + schema);
        if (schema.equals("Job")) {
            // The one that is an object of its own, not a message passed on.
            ((ObjectNode) contract.path("properties"))
                    .remove(List.of("schema_version", "traceparent"));
        }

        same(schema, contract, contract, told);
    }

    private static JsonNode contract(String message) throws IOException {
        return BridgeJson.trees()
                .readTree(
                        ContractCodec.class.getResource("/schema/" + message + ".v1.schema.json"));
    }

    private static void same(String place, JsonNode file, JsonNode contract, JsonNode schema)
            throws IOException {
        JsonNode told = OPEN_API.resolved(schema);
        if (contract.has("$ref")) {
            String[] reference = contract.path("$ref").textValue().split("#");
            JsonNode other = reference[0].isEmpty() ? file : contract(reference[0].split("\\.")[0]);
            same(place, other, other.at(reference[1]), told);
            return;
        }
        if (contract.has("enum")) {
            assertThat(told.path("enum")).as(place).isEqualTo(contract.path("enum"));
        }
        if (contract.has("items")) {
            same(place + "[]", file, contract.path("items"), told.path("items"));
        }
        Set<String> fields = names(contract.path("properties"));
        assertThat(names(told.path("properties"))).as(place).containsAll(fields);
        for (String field : fields) {
            same(
                    place + "." + field,
                    file,
                    contract.path("properties").path(field),
                    told.path("properties").path(field));
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
