package ke.co.datacraft.cv.standalone.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lies under flink-k8s/monitoring. */
final class Monitoring {

    static final Path FOLDER = Path.of("..", "flink-k8s", "monitoring");
    static final Path RULES = FOLDER.resolve("alerts").resolve("computer-vision.yaml");

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final ObjectMapper YAML = YAMLMapper.builder().build();
    private static final Pattern LABEL_VALUES =
            Pattern.compile("label_values\\((.+),\\s*([a-z_]+)\\)");

    private Monitoring() {}

    /**
     * An expression that somebody evaluates.
     *
     * @param where file, and panel, variable or alert
     */
    record Expression(String where, String text) {

        /** As it is sent. */
        String filledIn() {
            return Expressions.filledIn(text);
        }
    }

    /** The dashboards by file name. */
    static Map<String, JsonNode> dashboards() {
        Map<String, JsonNode> dashboards = new TreeMap<>();
        for (Path file : files(FOLDER.resolve("dashboards"), ".json")) {
            dashboards.put(file.getFileName().toString(), read(JSON, file));
        }
        return dashboards;
    }

    /** Every expression of every panel and variable. */
    static List<Expression> dashboardExpressions() {
        List<Expression> found = new ArrayList<>();
        dashboards()
                .forEach(
                        (file, dashboard) -> {
                            for (JsonNode panel : dashboard.path("panels")) {
                                String where = file + ", " + panel.path("title").asText();
                                panel.path("targets")
                                        .forEach(
                                                target ->
                                                        found.add(
                                                                new Expression(
                                                                        where,
                                                                        target.path("expr")
                                                                                .asText())));
                            }
                            variables(file, dashboard, found);
                        });
        return found;
    }

    private static void variables(String file, JsonNode dashboard, List<Expression> found) {
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            Matcher query = LABEL_VALUES.matcher(variable.path("definition").asText());
            if (query.matches()) {
                String where = file + ", $" + variable.path("name").asText();
                found.add(
                        new Expression(
                                where,
                                "count by (" + query.group(2) + ") (" + query.group(1) + ")"));
            }
        }
    }

    /** The alerts. */
    static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        read(YAML, RULES).path("groups").forEach(group -> group.path("rules").forEach(alerts::add));
        return alerts;
    }

    static List<Expression> alertExpressions() {
        return alerts().stream()
                .map(
                        alert ->
                                new Expression(
                                        alert.path("alert").asText(), alert.path("expr").asText()))
                .toList();
    }

    /** Files of the tests of alerts. */
    static List<Path> alertTests() {
        return files(FOLDER.resolve("alerts").resolve("tests"), ".yaml");
    }

    static JsonNode yaml(Path file) {
        return read(YAML, file);
    }

    static JsonNode json(Path file) {
        return read(JSON, file);
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
