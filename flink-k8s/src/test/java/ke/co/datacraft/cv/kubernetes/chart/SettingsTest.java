package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.settings.BridgeOption;
import ke.co.datacraft.cv.bridge.settings.BridgeOptions;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.jobs.AnalyticsSettings;
import ke.co.datacraft.cv.jobs.CameraSettings;
import ke.co.datacraft.cv.jobs.Environment;
import ke.co.datacraft.cv.jobs.JobSettings;
import ke.co.datacraft.cv.jobs.VisionOptionCatalog;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart.Example;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The variables that pods get are those that jobs and bridge know, and they can be read. */
class SettingsTest {

    private static final Map<String, String> SECRETS =
            Map.of(
                    "CV_DATABASE_URL", "postgresql://cv_user:secret@database:5432/computer_vision",
                    "CV_REDIS_URL", "redis://:secret@redis:6379/0",
                    "CV_KAFKA_PROPERTIES", "{security.protocol: SASL_SSL}",
                    "CV_S3_ACCESS_KEY_ID", "key",
                    "CV_S3_SECRET_ACCESS_KEY", "secret",
                    "CV_ENCRYPTION_KEY", "1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                    "CV_JWT_SECRET_KEY", "0123456789abcdef0123456789abcdef",
                    "CV_MQTT_PASSWORD", "secret",
                    "CV_JWT_PREVIOUS_SECRET_KEY", "abcdef0123456789abcdef0123456789",
                    "CV_SESSION_SECRET_KEY", "9876543210abcdef0123456789abcdef");

    static Stream<RenderedChart> charts() {
        return RenderedObjectsTest.charts();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyNameIsAnOption(RenderedChart chart) {
        Set<String> known = new HashSet<>(ofJobs());
        known.addAll(ofBridge());

        assertThat(known).containsAll(fieldNames(chart.get("ConfigMap", "-config").path("data")));
        assertThat(bridge(chart).keySet()).isSubsetOf(known);
        assertThat(ofBridge()).containsAll(own(bridgeContainer(chart)));
        assertThat(chart.ofKind("FlinkDeployment"))
                .allSatisfy(job -> assertThat(ofJobs()).containsAll(own(jobManager(job))));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theBridgeReadsThem(RenderedChart chart) {
        BridgeSettings settings = BridgeSettings.read(bridge(chart));

        assertThat(settings.http().port()).isEqualTo(8000);
        assertThat(settings.metrics().toString()).contains("9090");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theJobsReadThem(RenderedChart chart) {
        JobSettings vision = JobSettings.read(configuration(chart, "-vision"));
        AnalyticsSettings analytics = AnalyticsSettings.read(configuration(chart, "-analytics"));
        CameraSettings camera = CameraSettings.read(configuration(chart, "-camera"));

        assertThat(analytics.kafka().bootstrapServers())
                .isEqualTo(vision.kafka().bootstrapServers());
        assertThat(camera.kafka().bootstrapServers()).isEqualTo(vision.kafka().bootstrapServers());
    }

    @Test
    void settingsOfOneJobReachNoOther() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "jobs.vision.config.CV_MAX_PAGES", "7",
                                "bridge.config.CV_RATE_LIMIT_PER_MINUTE", "5",
                                "config.CV_CACHE_TTL", "60"));

        assertThat(variables(chart, jobManager(chart.get("FlinkDeployment", "-vision"))))
                .containsEntry("CV_MAX_PAGES", "7")
                .containsEntry("CV_CACHE_TTL", "60")
                .doesNotContainKey("CV_RATE_LIMIT_PER_MINUTE");
        assertThat(variables(chart, jobManager(chart.get("FlinkDeployment", "-camera"))))
                .containsEntry("CV_CACHE_TTL", "60")
                .doesNotContainKey("CV_MAX_PAGES");
        assertThat(bridge(chart)).containsEntry("CV_RATE_LIMIT_PER_MINUTE", "5");
    }

    static Stream<String> secrets() {
        return Stream.concat(
                        BridgeOptions.all().stream()
                                .filter(BridgeOption::secret)
                                .map(BridgeOption::name),
                        VisionOptionCatalog.all().stream()
                                .filter(o -> VisionOptionCatalog.masked(o, "x").equals("***"))
                                .map(VisionOptionCatalog::variable))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void whatIsSecretIsRefusedAmongPlainSettings(String name) {
        assertThatThrownBy(() -> RenderedChart.with(Map.of("config." + name, "hush")))
                .hasMessageContaining("config." + name + " is a secret: move it");
    }

    /** Flink sees a change of its own object only. */
    @Test
    void aJobIsReplacedWhenItsSettingsChange() {
        String before =
                Example.MINIMAL.render().get("FlinkDeployment", "-vision").path("spec").toString();
        String after =
                Example.MINIMAL
                        .render(Map.of("config.CV_CACHE_TTL", "60"))
                        .get("FlinkDeployment", "-vision")
                        .path("spec")
                        .toString();

        assertThat(after).isNotEqualTo(before);
    }

    /** TaskManagers open what strangers send; they get nothing that they do not need. */
    @Test
    void taskManagersGetNoSecretsOfTheBridgeOrTheDatabase() {
        JsonNode container =
                Example.PRODUCTION
                        .render()
                        .get("FlinkDeployment", "-vision")
                        .at("/spec/taskManager/podTemplate/spec/containers/0");

        assertThat(own(container))
                .containsExactlyInAnyOrder(
                        "OMP_THREAD_LIMIT",
                        "HOME",
                        "AWS_REGION",
                        "AWS_ACCESS_KEY_ID",
                        "AWS_SECRET_ACCESS_KEY");
        assertThat(container.has("envFrom")).isFalse();
    }

    private static Configuration configuration(RenderedChart chart, String end) {
        return Environment.merge(
                variables(chart, jobManager(chart.get("FlinkDeployment", end))),
                new Configuration(),
                List.of());
    }

    private static Map<String, String> bridge(RenderedChart chart) {
        return variables(chart, bridgeContainer(chart));
    }

    private static JsonNode bridgeContainer(RenderedChart chart) {
        return chart.get("Deployment", "-bridge").at("/spec/template/spec/containers/0");
    }

    private static JsonNode jobManager(JsonNode job) {
        return job.at("/spec/jobManager/podTemplate/spec/containers/0");
    }

    private static Map<String, String> variables(RenderedChart chart, JsonNode container) {
        Map<String, String> variables = new HashMap<>();
        chart.get("ConfigMap", "-config")
                .path("data")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            variables.put(
                    name,
                    variable.has("value")
                            ? variable.path("value").asText()
                            : SECRETS.getOrDefault(name, "secret"));
        }
        variables.keySet().removeIf(name -> !name.startsWith("CV_"));
        return variables;
    }

    private static Set<String> own(JsonNode container) {
        Set<String> names = new HashSet<>();
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            names.add(name);
        }
        if (container.has("envFrom")) {
            names.removeIf(name -> !name.startsWith("CV_"));
        }
        return names;
    }

    private static Set<String> fieldNames(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> ofJobs() {
        return VisionOptionCatalog.all().stream()
                .map(VisionOptionCatalog::variable)
                .collect(Collectors.toSet());
    }

    private static Set<String> ofBridge() {
        return BridgeOptions.all().stream().map(BridgeOption::name).collect(Collectors.toSet());
    }
}
