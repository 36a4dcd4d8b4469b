package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationFactory;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A line of the log as it is written, and what collectors and Elasticsearch are told of it. */
class LogFieldsTest {

    private static final Path FOLDER = Path.of("..", "flink-k8s", "monitoring", "logging");

    @TempDir static Path temporary;

    /** Ids that the jobs, the bridge and Flink put into lines. */
    private static final Map<String, String> IDS =
            Map.of(
                    "tenant", "acme",
                    "owner", "gate",
                    "reference", "c0ffee",
                    "trace.id", "0af7651916cd43dd8448eb211c80319c",
                    "flink-job-id", "8c0b5bfce8287f5c2edaf7b25a0b3b64");

    private static final Map<String, String> TIME =
            Map.of(
                    "%Y",
                    "uuuu", "%m", "MM", "%d", "dd", "T", "'T'", "%H", "HH", "%M", "mm", "%S", "ss",
                    "%L", "SSS", "Z", "'Z'");

    private static JsonNode template;

    @BeforeAll
    static void readTemplate() throws IOException {
        template = new ObjectMapper().readTree(FOLDER.resolve("index-template.json").toFile());
    }

    /** Lines of our processes, and of Flink's with the configuration that lies there for it. */
    static Stream<Named<JsonNode>> lines() throws IOException {
        Path flink = FOLDER.resolve("log4j-console.properties").toRealPath();
        return Stream.of(
                Named.of("ours", line(context -> ours(), "file")),
                Named.of("Flink's", line(context -> flinks(context, flink), "console")));
    }

    private static Configuration ours() {
        return Logs.configuration(temporary, Level.INFO, true);
    }

    private static Configuration flinks(LoggerContext context, Path file) {
        return ConfigurationFactory.getInstance().getConfiguration(context, "flink", file.toUri());
    }

    private static JsonNode line(Function<LoggerContext, Configuration> from, String appender)
            throws IOException {
        LoggerContext context = new LoggerContext("test");
        try {
            Configuration configuration = from.apply(context);
            context.start(configuration);
            Log4jLogEvent event =
                    Log4jLogEvent.newBuilder()
                            .setLoggerName("cv.test")
                            .setLevel(Level.WARN)
                            .setThreadName("main")
                            .setMessage(new SimpleMessage("told\nand more"))
                            .setThrown(new IllegalStateException("why"))
                            .setContextData(ContextDataFactory.createContextData(IDS))
                            .build();
            String text =
                    new String(
                            configuration.getAppender(appender).getLayout().toByteArray(event),
                            StandardCharsets.UTF_8);
            assertThat(text.lines()).hasSize(1);
            return new ObjectMapper().readTree(text);
        } finally {
            context.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void everyFieldHasATypeThatTakesItsValue(JsonNode line) {
        JsonNode types = template.path("template").path("mappings").path("properties");
        assertThat(names(line)).containsAll(IDS.keySet()).contains("error.stack_trace");
        line.properties()
                .forEach(
                        field -> {
                            JsonNode mapping = types.path(field.getKey());
                            String value = field.getValue().asText();
                            assertThat(mapping.isMissingNode()).as(field.getKey()).isFalse();
                            assertThat(field.getValue().isTextual()).as(field.getKey()).isTrue();
                            switch (mapping.path("type").asText()) {
                                case "date" -> assertThat(Instant.parse(value)).isNotNull();
                                case "keyword" ->
                                        assertThat(value.length())
                                                .as(field.getKey())
                                                .isLessThan(
                                                        mapping.path("ignore_above").asInt(256));
                                default ->
                                        assertThat(mapping.path("type").asText())
                                                .isIn("match_only_text", "wildcard");
                            }
                        });
    }

    @ParameterizedTest
    @MethodSource("lines")
    void noFieldIsAValueAndAnObjectAtOnce(JsonNode line) {
        Set<String> names = names(template.path("template").path("mappings").path("properties"));
        names.addAll(names(line));
        for (String name : names) {
            assertThat(names).noneMatch(other -> other.startsWith(name + "."));
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void collectorsReadTheLineAndWriteIntoTheStreamOfTheTemplate(JsonNode line) throws IOException {
        JsonNode filebeat = yaml("filebeat.yml");
        JsonNode fluentBit = yaml("fluent-bit.yaml");
        String pattern = template.path("index_patterns").get(0).asText().replace("*", ".+");
        assertThat(filebeat.path("output.elasticsearch").path("index").asText()).matches(pattern);
        JsonNode output = fluentBit.path("pipeline").path("outputs").get(0);
        assertThat(output.path("index").asText()).matches(pattern);
        assertThat(output.path("write_operation").asText()).isEqualTo("create");

        JsonNode parser = fluentBit.path("parsers").get(0);
        assertThat(fluentBit.path("pipeline").path("filters").get(0).path("parser"))
                .isEqualTo(parser.path("name"));
        String time = line.path(parser.path("time_key").asText()).asText();
        assertThat(
                        LocalDateTime.parse(time, formatter(parser.path("time_format").asText()))
                                .toInstant(ZoneOffset.UTC))
                .isEqualTo(Instant.parse(time));
        JsonNode json = filebeat.path("filebeat.inputs").get(0).path("parsers").get(1);
        assertThat(line.has(json.path("ndjson").path("message_key").asText())).isTrue();
    }

    private static DateTimeFormatter formatter(String time) {
        String pattern = time;
        for (String letters : new String[] {"T", "Z", "%Y", "%m", "%d", "%H", "%M", "%S", "%L"}) {
            pattern = pattern.replace(letters, TIME.get(letters));
        }
        return DateTimeFormatter.ofPattern(pattern);
    }

    private static JsonNode yaml(String file) throws IOException {
        return YAMLMapper.builder().build().readTree(FOLDER.resolve(file).toFile());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
