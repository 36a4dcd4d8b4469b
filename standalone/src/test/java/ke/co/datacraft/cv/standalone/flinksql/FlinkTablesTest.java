package ke.co.datacraft.cv.standalone.flinksql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.ContractCodec;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables over topics have the fields of the messages, with their types, and no others. */
class FlinkTablesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path TABLES = Path.of("..", "sql", "flink", "tables");

    private final Map<String, JsonNode> files = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource({
        "results, results",
        "events, events",
        "alerts, alerts",
        "frames, frames",
        "source-status, source_status"
    })
    void columnsAreTheFieldsOfTheContract(String name, String table) throws Exception {
        Map<String, String> fields = new LinkedHashMap<>();
        Place message = follow(new Place(name + ".v1.schema.json", file(name + ".v1.schema.json")));
        message.node
                .path("properties")
                .properties()
                .forEach(field -> fields.put(field.getKey(), type(message.with(field.getValue()))));
        fields.put("record_time", "TIMESTAMP_LTZ(3)");
        fields.put("event_time", "TIMESTAMP_LTZ(3) *ROWTIME*");
        assertThat(columns(name, table)).containsExactlyEntriesOf(fields);
    }

    private static Map<String, String> columns(String name, String table) throws Exception {
        List<SqlStatement> statements =
                new ArrayList<>(
                        SqlScript.statements(
                                Files.readString(TABLES.resolve(name + ".sql")), name));
        statements.addAll(SqlScript.statements("DESCRIBE " + table, "test"));
        SqlVariables variables =
                new SqlVariables()
                        .with(SqlVariables.START, "earliest-offset")
                        .with(SqlVariables.END, "unbounded")
                        .with("CV_KAFKA_BOOTSTRAP_SERVERS", "nowhere:1")
                        .withTopics("cv.", Map.of());
        SqlSession session = SqlSession.open(statements, Map.of(), variables);
        session.execute(statements.get(0));
        Map<String, String> columns = new LinkedHashMap<>();
        try (CloseableIterator<Row> rows = session.execute(statements.get(1)).collect()) {
            rows.forEachRemaining(
                    row -> columns.put(row.getField(0).toString(), row.getField(1).toString()));
        }
        return columns;
    }

    private record Place(String file, JsonNode node) {
        Place with(JsonNode other) {
            return new Place(file, other);
        }
    }

    private String type(Place unresolved) {
        Place place = follow(unresolved);
        JsonNode node = place.node;
        return switch (node.path("type").asText()) {
            case "string" ->
                    node.path("format").asText().equals("date-time")
                            ? "TIMESTAMP_LTZ(3)"
                            : "STRING";
            case "integer" -> "BIGINT";
            case "number" -> "DOUBLE";
            case "boolean" -> "BOOLEAN";
            case "array" -> "ARRAY<" + type(place.with(node.path("items"))) + ">";
            case "object" ->
                    node.has("properties")
                            ? row(place)
                            : "MAP<STRING, "
                                    + type(place.with(node.path("additionalProperties")))
                                    + ">";
            default -> throw new IllegalArgumentException(node.toString());
        };
    }

    private String row(Place place) {
        return place.node.path("properties").properties().stream()
                .map(
                        field ->
                                "`%s` %s"
                                        .formatted(
                                                field.getKey(), type(place.with(field.getValue()))))
                .collect(Collectors.joining(", ", "ROW<", ">"));
    }

    private Place follow(Place place) {
        if (!place.node.has("$ref")) {
            return place;
        }
        String[] reference = place.node.path("$ref").asText().split("#", -1);
        String file = reference[0].isEmpty() ? place.file : reference[0];
        return follow(new Place(file, file(file).at(reference[1])));
    }

    private JsonNode file(String name) {
        return files.computeIfAbsent(
                name,
                key -> {
                    try (InputStream in =
                            ContractCodec.class.getResourceAsStream("/schema/" + key)) {
                        return JSON.readTree(in);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
