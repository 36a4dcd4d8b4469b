package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart;
import ke.co.datacraft.cv.kubernetes.operations.Script.Outcome;
import ke.co.datacraft.cv.kubernetes.schema.ObjectSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptsTest {

    static final Path DEFINITIONS =
            Path.of(System.getProperty("cv.shared", "absent")).resolve("data/crds");

    static Stream<Path> scripts() throws IOException {
        return Script.all();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void shellcheckFindsNothing(Path script) throws IOException {
        assumeTrue(Script.isThere("shellcheck"), "shellcheck (apt-get install -y shellcheck)");

        // From the root, where their hints of what they read in begin.
        Outcome outcome =
                Script.run("", "bash", "-c", "cd .. && shellcheck -x flink-k8s/" + script);

        assertThat(outcome.text()).isEmpty();
        assertThat(outcome.code()).isZero();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void explainsItself(Path script) throws IOException {
        Outcome outcome = Script.run("", script.toString(), "--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.text()).startsWith("Usage: " + script.getFileName());
        assertThat(outcome.text().lines()).hasSizeGreaterThan(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operations/backup.sh|no target: give the folder",
                "operations/backup.sh target|CV_DATABASE_URL is not set; set it to postgresql://",
                "operations/backup.sh --models|--models lacks its folder",
                "operations/backup.sh a b|two targets, a and b: give one",
                "operations/restore.sh|no backup: give the folder that backup.sh wrote",
                "operations/restore.sh --now x|unknown option --now; --help lists them",
                "operations/savepoint.sh --timeout soon x|--timeout is 'soon': give whole seconds",
                "operations/blue-green.sh --image|--image lacks its value",
                "e2e/submit.sh http://localhost|give URL and FILE; --help explains",
                "e2e/submit.sh http://localhost nothing.png|nothing.png is no file",
                "e2e/run.sh --image nothing.png|--image nothing.png is no file",
                "e2e/run.sh now|unknown argument now; --help lists them"
            })
    void wrongArgumentsAreNamedWithTheirCure(String command, String message) throws IOException {
        Outcome outcome = Script.run("", command.split(" "));

        assertThat(outcome.text()).contains(message);
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void savepointsAreWhatTheirKindAllows() throws IOException {
        Outcome printed =
                Script.run(
                        "",
                        "operations/savepoint.sh",
                        "--print",
                        "--namespace",
                        "vision",
                        "cv-vision",
                        "cv-analytics");

        List<JsonNode> objects = new ArrayList<>();
        try (var documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(printed.text())) {
            while (documents.hasNext()) {
                objects.add((JsonNode) documents.next());
            }
        }
        assertThat(objects)
                .extracting(object -> object.at("/spec/jobReference/name").asText())
                .containsExactly("cv-vision", "cv-analytics");
        assertThat(objects)
                .allSatisfy(
                        object ->
                                assertThat(schemas("flinkstatesnapshots").faults(object))
                                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"-vision,", "-analytics,--repeat-deliveries"})
    void theChartsJobBecomesBlueGreen(String job, String option) throws IOException {
        assumeTrue(Script.isThere("jq"), "jq (apt-get install -y jq)");
        JsonNode deployment = deployment(job);
        List<String> command = new ArrayList<>(List.of("operations/blue-green.sh"));
        command.addAll(List.of("--image", "mine:2", "--savepoint", "s3://bucket/savepoint-1"));
        if (option != null) {
            command.add(option);
        }

        Outcome outcome = Script.run(deployment.toString(), command.toArray(String[]::new));

        assertThat(outcome.code()).as(outcome.text()).isZero();
        JsonNode made = new ObjectMapper().readTree(outcome.text());
        ObjectNode expected = deployment.path("spec").deepCopy();
        expected.put("image", "mine:2");
        ((ObjectNode) expected.path("job")).put("initialSavepointPath", "s3://bucket/savepoint-1");
        assertThat(made.at("/spec/template/spec")).isEqualTo(expected);
        assertThat(schemas("flinkbluegreendeployments").faults(made)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-camera,CameraJob never runs twice",
        "-analytics,two AnalyticsJobs deliver alerts several times"
    })
    void jobsThatMayNotRunTwiceAreRefused(String job, String reason) throws IOException {
        assumeTrue(Script.isThere("jq"), "jq (apt-get install -y jq)");

        Outcome outcome = Script.run(deployment(job).toString(), "operations/blue-green.sh");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.text()).contains(reason, "upgrade.md").doesNotContain("apiVersion");
    }

    private static JsonNode deployment(String end) {
        return RenderedChart.of("cv", List.of(RenderedChart.CHART.resolve("values-gpu.yaml")))
                .objects()
                .stream()
                .filter(object -> object.path("kind").asText().equals("FlinkDeployment"))
                .filter(object -> object.at("/metadata/name").asText().endsWith(end))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void otherInputIsRefused() throws IOException {
        assumeTrue(Script.isThere("jq"), "jq (apt-get install -y jq)");

        Outcome outcome = Script.run("{\"kind\": \"ConfigMap\"}", "operations/blue-green.sh");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.text()).contains("the input is no FlinkDeployment in JSON");
    }

    static ObjectSchemas schemas(String kinds) throws IOException {
        Path definition = DEFINITIONS.resolve(kinds + ".flink.apache.org-v1.yaml");
        assumeTrue(Files.exists(definition), definition + " is not here");
        try (InputStream file = Files.newInputStream(definition)) {
            return new ObjectSchemas().add(file);
        }
    }
}
