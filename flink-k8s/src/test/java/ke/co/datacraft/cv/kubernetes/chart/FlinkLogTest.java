package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of Flink's processes, as a program of Flink writes it with the files of the chart. */
class FlinkLogTest {

    private static final String FILE = "log4j-console.properties";
    private static final Path TEMPLATE = Path.of("monitoring", "logging", "index-template.json");

    @TempDir Path folder;

    /** Log4j refuses plugins of another version at best, and at worst breaks when it logs. */
    @Test
    void theLayoutHasTheVersionOfFlinksOwnLog4j() throws IOException {
        List<Path> poms;
        try (Stream<Path> files = Files.list(Path.of("target", "flink-parent"))) {
            poms = files.toList();
        }
        Matcher version =
                Pattern.compile("<log4j.version>(.+)</log4j.version>")
                        .matcher(Files.readString(poms.get(0)));

        assertThat(version.find()).isTrue();
        assertThat(JsonTemplateLayout.class.getPackage().getImplementationVersion())
                .isEqualTo(version.group(1));
    }

    @Test
    void linesAreJsonWithFieldsOfTheIndexTemplate() throws Exception {
        JsonNode job =
                RenderedChart.with(Map.of("logging.format", "json"))
                        .get("FlinkDeployment", "-vision");
        ObjectMapper json = new ObjectMapper();
        JsonNode fields = json.readTree(TEMPLATE.toFile()).at("/template/mappings/properties");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : log(job.at("/spec/logConfiguration").path(FILE).asText())) {
            lines.add(json.readTree(line));
        }

        assertThat(lines).hasSizeGreaterThan(5);
        for (JsonNode line : lines) {
            assertThat(line.fieldNames())
                    .toIterable()
                    .contains("@timestamp", "message", "log.level", "log.logger", "ecs.version")
                    .allSatisfy(name -> assertThat(fields.has(name)).as(name).isTrue());
        }
        assertThat(folder.resolve("flink.log"))
                .content()
                .contains(" INFO ", "Starting Command Line Client")
                .doesNotContain("{\"@timestamp\"");
    }

    @Test
    void textIsLeftToFlink() {
        assertThat(RenderedChart.with(Map.of()).ofKind("FlinkDeployment"))
                .noneMatch(job -> job.path("spec").has("logConfiguration"));
    }

    @Test
    void aFileOfTheUserComesFirst() {
        JsonNode files =
                RenderedChart.with(
                                Map.of(
                                        "logging.format", "json",
                                        "flink.logConfiguration.log4j-console\\.properties", "mine",
                                        "flink.logConfiguration.logback-console\\.xml", "too"))
                        .get("FlinkDeployment", "-camera")
                        .at("/spec/logConfiguration");

        assertThat(files.path(FILE).asText()).isEqualTo("mine");
        assertThat(files.path("logback-console.xml").asText()).isEqualTo("too");
    }

    /** A TaskManager gets no settings, and its file reads this one. */
    @Test
    void theLevelReachesTaskManagers() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "config.CV_LOG_LEVEL", "WARN",
                                "jobs.camera.config.CV_LOG_LEVEL", "DEBUG"));

        assertThat(level(chart, "-vision")).isEqualTo("WARN");
        assertThat(level(chart, "-camera")).isEqualTo("DEBUG");
        assertThat(level(RenderedChart.with(Map.of()), "-camera")).isNull();
    }

    private static String level(RenderedChart chart, String job) {
        for (JsonNode variable :
                chart.get("FlinkDeployment", job)
                        .at("/spec/taskManager/podTemplate/spec/containers/0/env")) {
            if (variable.path("name").asText().equals("CV_LOG_LEVEL")) {
                return variable.path("value").asText();
            }
        }
        return null;
    }

    /** What Flink's own command line logs to its standard output, its answer apart. */
    private List<String> log(String configuration) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve(FILE), configuration);
        Files.writeString(folder.resolve("config.yaml"), "parallelism.default: 1\n");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dlog4j.configurationFile=" + file.toUri(),
                                "-Dlog.file=" + folder.resolve("flink.log"),
                                CliFrontend.class.getName(),
                                "--version")
                        .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", classPath());
        builder.environment().put("FLINK_CONF_DIR", folder.toString());
        builder.environment().remove("CV_LOG_LEVEL");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(text).isZero();
        List<String> lines = text.lines().filter(line -> !line.startsWith("Version: ")).toList();
        assertThat(lines).as(text).allMatch(line -> line.startsWith("{"));
        return lines;
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path",
                System.getProperty("java.class.path") + File.pathSeparator);
    }
}
