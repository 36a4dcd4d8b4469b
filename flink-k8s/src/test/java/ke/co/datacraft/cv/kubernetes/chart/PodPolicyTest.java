package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod keeps to Pod Security "restricted" and to what we ask beyond it. */
class PodPolicyTest {

    private static final Pattern RELEASED =
            Pattern.compile(
                    "[^:@\\s]+(:\\d+)?(/[^:@\\s]+)+(:[A-Za-z0-9_][\\w.-]*|@sha256:[0-9a-f]{64})");

    static Stream<RenderedChart> charts() {
        return RenderedObjectsTest.charts();
    }

    private static List<String> faults(RenderedChart chart, Rule rule) {
        List<String> faults = new ArrayList<>();
        chart.pods()
                .forEach(
                        pod ->
                                rule.faults(pod)
                                        .forEach(fault -> faults.add(pod.owner() + ": " + fault)));
        assertThat(chart.pods()).hasSizeGreaterThanOrEqualTo(8);
        return faults;
    }

    @ParameterizedTest
    @MethodSource("charts")
    void nobodyIsRoot(RenderedChart chart) {
        assertThat(
                        faults(
                                chart,
                                pod -> {
                                    JsonNode security = pod.spec().path("securityContext");
                                    boolean fine =
                                            security.path("runAsNonRoot").asBoolean()
                                                    && security.path("runAsUser").asInt() > 0
                                                    && security.path("runAsGroup").asInt() > 0
                                                    && security.at("/seccompProfile/type")
                                                            .asText()
                                                            .equals("RuntimeDefault");
                                    return fine ? List.of() : List.of(security.toString());
                                }))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void containersGainNothingAndWriteNowhereButOnVolumes(RenderedChart chart) {
        assertThat(
                        faults(
                                chart,
                                containers(
                                        container -> {
                                            JsonNode security = container.path("securityContext");
                                            return security.path("allowPrivilegeEscalation")
                                                            .asText()
                                                            .equals("false")
                                                    && security.path("readOnlyRootFilesystem")
                                                            .asBoolean()
                                                    && security.path("runAsNonRoot").asBoolean()
                                                    && security.at("/capabilities/drop")
                                                            .toString()
                                                            .equals("[\"ALL\"]")
                                                    && security.at("/capabilities/add")
                                                            .isMissingNode();
                                        })))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void nothingOfTheNodeIsShared(RenderedChart chart) {
        Set<String> allowed =
                Set.of("emptyDir", "configMap", "secret", "persistentVolumeClaim", "projected");
        assertThat(
                        faults(
                                chart,
                                pod -> {
                                    List<String> faults = new ArrayList<>();
                                    for (String key :
                                            List.of("hostNetwork", "hostPID", "hostIPC")) {
                                        if (pod.spec().has(key)) {
                                            faults.add(key);
                                        }
                                    }
                                    for (JsonNode volume : pod.spec().path("volumes")) {
                                        volume.fieldNames()
                                                .forEachRemaining(
                                                        kind -> {
                                                            if (!kind.equals("name")
                                                                    && !allowed.contains(kind)) {
                                                                faults.add("volume " + kind);
                                                            }
                                                        });
                                    }
                                    return faults;
                                }))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void imagesAreReleasesAndResourcesAreLimited(RenderedChart chart) {
        assertThat(
                        faults(
                                chart,
                                pod ->
                                        pod.containers().stream()
                                                .filter(container -> !pod.isFlinks(container))
                                                .filter(container -> !isBounded(container))
                                                .map(container -> container.path("name").asText())
                                                .toList()))
                .isEmpty();
    }

    /** Flink gives its container the image and the resources of the FlinkDeployment. */
    @ParameterizedTest
    @MethodSource("charts")
    void flinksContainersAreReleasesAndLimitedToo(RenderedChart chart) {
        assertThat(chart.ofKind("FlinkDeployment"))
                .hasSize(3)
                .allSatisfy(
                        job -> {
                            assertThat(job.at("/spec/image").asText())
                                    .matches(RELEASED)
                                    .doesNotEndWith(":latest");
                            for (String role : List.of("jobManager", "taskManager")) {
                                JsonNode resource = job.path("spec").path(role).path("resource");
                                assertThat(resource.path("cpu").asDouble()).isPositive();
                                assertThat(resource.path("memory").asText()).matches("\\d+m");
                                assertThat(
                                                job.path("spec")
                                                        .path("flinkConfiguration")
                                                        .path(
                                                                "kubernetes.%s.cpu.limit-factor"
                                                                        .formatted(
                                                                                role.toLowerCase(
                                                                                        Locale
                                                                                                .ROOT)))
                                                        .asDouble())
                                        .isGreaterThanOrEqualTo(1);
                            }
                        });
    }

    @ParameterizedTest
    @MethodSource("charts")
    void whatServesIsAskedHowItIs(RenderedChart chart) {
        assertThat(
                        faults(
                                chart,
                                pod ->
                                        pod.servers().stream()
                                                .filter(
                                                        container ->
                                                                !container.has("livenessProbe")
                                                                        || !container.has(
                                                                                "readinessProbe"))
                                                .map(container -> container.path("name").asText())
                                                .toList()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theBridgeIsAskedWhereItAnswers(RenderedChart chart) {
        JsonNode bridge = chart.get("Deployment", "-bridge").at("/spec/template/spec/containers/0");

        assertThat(bridge.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health");
        assertThat(bridge.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health");
        assertThat(bridge.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void onlyFlinkGetsATokenOfTheApi(RenderedChart chart) {
        assertThat(
                        faults(
                                chart,
                                pod ->
                                        pod.spec()
                                                                .path(
                                                                        "automountServiceAccountToken")
                                                                .asBoolean(true)
                                                        == (pod.made() == Pod.Maker.FLINK)
                                                ? List.of()
                                                : List.of("automountServiceAccountToken")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void modelsAreMountedReadOnlyByAllButTheJobThatFetchesThem(RenderedChart chart) {
        assertThat(
                        chart.pods()
                                .filter(pod -> !pod.owner().contains("-models-"))
                                .flatMap(pod -> pod.containers().stream())
                                .flatMap(c -> elements(c.path("volumeMounts")))
                                .filter(mount -> mount.path("name").asText().equals("models")))
                .allSatisfy(mount -> assertThat(mount.path("readOnly").asBoolean()).isTrue());
    }

    /** Certificates of Kafka, say: whoever speaks to it, or waits for it, must see them. */
    @Test
    void volumesOfTheUserAreMountedInAllOfOurContainers() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "extraVolumes[0].name", "kafka-ca",
                                "extraVolumes[0].secret.secretName", "kafka-ca",
                                "extraVolumeMounts[0].name", "kafka-ca",
                                "extraVolumeMounts[0].mountPath", "/kafka-ca",
                                "models.pull[0]", "yolox-nano"));
        List<Pod> ours =
                chart.pods().filter(pod -> !pod.owner().matches(".*-(redis|minio|test)")).toList();

        assertThat(ours).hasSize(9);
        assertThat(ours)
                .allSatisfy(
                        pod -> {
                            assertThat(elements(pod.spec().path("volumes")))
                                    .extracting(volume -> volume.path("name").asText())
                                    .contains("kafka-ca")
                                    .doesNotHaveDuplicates();
                            assertThat(pod.containers())
                                    .allSatisfy(
                                            container ->
                                                    assertThat(
                                                                    elements(
                                                                            container.path(
                                                                                    "volumeMounts")))
                                                            .extracting(
                                                                    m -> m.path("name").asText())
                                                            .contains("kafka-ca"));
                        });
    }

    private static boolean isBounded(JsonNode container) {
        String image = container.path("image").asText();
        return RELEASED.matcher(image).matches()
                && !image.endsWith(":latest")
                && Stream.of("/limits/cpu", "/limits/memory", "/requests/cpu", "/requests/memory")
                        .noneMatch(place -> container.path("resources").at(place).isMissingNode());
    }

    private static Rule containers(Predicate<JsonNode> fine) {
        return pod ->
                pod.containers().stream()
                        .filter(container -> !fine.test(container))
                        .map(container -> container.path("name").asText())
                        .toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** What is wrong with a pod. */
    @FunctionalInterface
    private interface Rule {
        List<String> faults(Pod pod);
    }
}
