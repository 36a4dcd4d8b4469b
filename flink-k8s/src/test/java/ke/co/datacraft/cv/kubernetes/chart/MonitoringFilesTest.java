package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart.Example;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboards of the chart are those of {@code monitoring}, to which it has links: Helm
 * reads only its own folder.
 */
class MonitoringFilesTest {

    private static final Path ORIGINALS = Path.of("monitoring");

    @Test
    void theRuleHasEveryAlertAndTheUsersRunbooks() throws IOException {
        JsonNode expected =
                new YAMLMapper()
                        .readTree(ORIGINALS.resolve("alerts/computer-vision.yaml").toFile());
        JsonNode rule =
                Example.PRODUCTION
                        .render(
                                Map.of(
                                        "monitoring.prometheusRule.runbooks",
                                        "https://git.example.com/cv/"))
                        .get("PrometheusRule", "computer-vision");

        assertThat(rule.path("spec").toString())
                .contains("\"runbook_url\":\"https://git.example.com/cv/docs/runbooks/")
                .doesNotContain("\"runbook_url\":\"docs/");
        assertThat(rule.path("spec").toString().replace("https://git.example.com/cv/", ""))
                .isEqualTo(expected.toString());
    }

    @Test
    void everyDashboardIsAConfigMap() throws IOException {
        RenderedChart chart = Example.PRODUCTION.render();
        ObjectMapper json = new ObjectMapper();

        assertThat(dashboards()).hasSizeGreaterThanOrEqualTo(5);
        for (Path file : dashboards()) {
            String name = file.getFileName().toString();
            JsonNode map = chart.get("ConfigMap", "-dashboard-" + name.replace(".json", ""));
            assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
            assertThat(json.readTree(map.path("data").path(name).asText()))
                    .isEqualTo(json.readTree(file.toFile()));
        }
    }

    /** The alert of targets that do not answer looks for them by this part of their name. */
    @Test
    void targetsHaveTheNameThatAlertsLookFor() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "fullnameOverride", "eyes",
                                "monitoring.serviceMonitor.enabled", "true",
                                "monitoring.podMonitor.enabled", "true"));

        assertThat(
                        List.of(
                                chart.get("ServiceMonitor", "")
                                        .at("/spec/endpoints/0/relabelings/0"),
                                chart.get("PodMonitor", "")
                                        .at("/spec/podMetricsEndpoints/0/relabelings/0")))
                .allSatisfy(
                        relabeling -> {
                            assertThat(relabeling.path("targetLabel").asText()).isEqualTo("job");
                            assertThat(relabeling.path("replacement").asText())
                                    .startsWith("computer-vision-");
                        });
    }

    /** What is dropped must be neither shown nor alerted on; docs/metrics.md has all that are. */
    @Test
    void onlyWhatNobodyAsksForIsDropped() throws IOException {
        JsonNode endpoint = jobs(Map.of());
        JsonNode drop = endpoint.at("/metricRelabelings/0");
        assertThat(drop.path("action").asText()).isEqualTo("drop");
        assertThat(drop.path("sourceLabels")).hasToString("[\"__name__\"]");

        Pattern dropped = Pattern.compile(drop.path("regex").asText());
        List<String> used =
                Pattern.compile("(?m)^\\| `(\\w+)`")
                        .matcher(Files.readString(Path.of("..", "docs", "metrics.md")))
                        .results()
                        .map(name -> name.group(1))
                        .toList();
        assertThat(used)
                .contains("flink_taskmanager_job_task_operator_pendingRecords")
                .noneMatch(name -> dropped.matcher(name).matches());
        assertThat(List.of("numRecordsIn", "currentInputWatermark", "KafkaConsumer_request_rate"))
                .map(name -> "flink_taskmanager_job_task_operator_" + name)
                .allMatch(name -> dropped.matcher(name).matches());
    }

    @Test
    void relabelingsAreTheUsers() {
        String rule = "metricRelabelings[0].action";
        Map<String, String> values =
                Map.of(
                        "monitoring.podMonitor.drop",
                        "",
                        "monitoring.podMonitor." + rule,
                        "labeldrop",
                        "monitoring.serviceMonitor.enabled",
                        "true",
                        "monitoring.serviceMonitor." + rule,
                        "labelkeep");

        assertThat(jobs(values).path("metricRelabelings"))
                .hasToString("[{\"action\":\"labeldrop\"}]");
        assertThat(
                        RenderedChart.with(values)
                                .get("ServiceMonitor", "")
                                .at("/spec/endpoints/0/metricRelabelings"))
                .hasToString("[{\"action\":\"labelkeep\"}]");
        assertThat(jobs(Map.of("monitoring.podMonitor.drop", "")).has("metricRelabelings"))
                .isFalse();
    }

    private static JsonNode jobs(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("monitoring.podMonitor.enabled", "true");
        return RenderedChart.with(all).get("PodMonitor", "").at("/spec/podMetricsEndpoints/0");
    }

    private static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(ORIGINALS.resolve("dashboards"))) {
            return files.toList();
        }
    }
}
