package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart.Example;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Helm says of the chart, and what an installation consists of. */
class ChartTest {

    @Test
    void lintFindsNothing() {
        LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages())
                .filteredOn(message -> !message.startsWith("[INFO]"))
                .isEmpty();
    }

    @Test
    void everyValuesFileIsAnExample() throws IOException {
        try (Stream<Path> files = Files.list(RenderedChart.CHART)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.matches("values-.*\\.yaml"))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Example.values())
                                    .filter(example -> example != Example.DEFAULTS)
                                    .map(
                                            e ->
                                                    "values-"
                                                            + e.name().toLowerCase(Locale.ROOT)
                                                            + ".yaml")
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("ke.co.datacraft.cv.kubernetes.chart.RenderedChart#examples")
    void rendersTheThreeJobsTheBridgeAndWhatTheyNeed(RenderedChart chart) {
        assertThat(chart.ofKind("FlinkDeployment"))
                .extracting(RenderedChart::name)
                .containsExactlyInAnyOrder(
                        "cv-computer-vision-vision",
                        "cv-computer-vision-analytics",
                        "cv-computer-vision-camera");
        assertThat(chart.objects())
                .extracting(RenderedChart::kind)
                .contains("Deployment", "Service", "Job", "ConfigMap", "NetworkPolicy", "Role");
    }

    @ParameterizedTest
    @MethodSource("ke.co.datacraft.cv.kubernetes.chart.RenderedChart#examples")
    void noTwoObjectsAreTheSame(RenderedChart chart) {
        assertThat(chart.objects())
                .extracting(object -> RenderedChart.kind(object) + "/" + RenderedChart.name(object))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Example.class)
    void oldAndNewKubernetesGetTheSame(Example example) {
        assertThat(kinds(example.renderFor("1.25.0")))
                .isEqualTo(kinds(example.renderFor("1.35.0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.24.17", "1.20.0"})
    void clustersThatAreTooOldAreRefused(String kubernetes) {
        assertThatThrownBy(() -> Example.MINIMAL.renderFor(kubernetes))
                .hasMessageContaining("requires kubeVersion: >=1.25.0-0");
    }

    @ParameterizedTest
    @MethodSource("ke.co.datacraft.cv.kubernetes.chart.RenderedChart#examples")
    void whatOneObjectNamesIsThere(RenderedChart chart) {
        List<String> accounts =
                chart.ofKind("ServiceAccount").stream().map(RenderedChart::name).toList();

        assertThat(chart.ofKind("RoleBinding"))
                .allSatisfy(
                        binding ->
                                assertThat(accounts)
                                        .contains(binding.at("/subjects/0/name").asText()));
        assertThat(chart.pods().map(pod -> pod.spec().path("serviceAccountName").asText()))
                .filteredOn(name -> !name.isEmpty())
                .allSatisfy(name -> assertThat(accounts).contains(name));
        assertThat(chart.ofKind("FlinkDeployment"))
                .allSatisfy(
                        job ->
                                assertThat(accounts)
                                        .contains(
                                                job.at("/spec/serviceAccount").asText(),
                                                flinkSetting(
                                                        job,
                                                        "kubernetes.taskmanager.service-account")));
    }

    @ParameterizedTest
    @MethodSource("ke.co.datacraft.cv.kubernetes.chart.RenderedChart#examples")
    void namesAreShortEnoughForWhatTheOperatorsMakeOfThem(RenderedChart chart) {
        assertThat(chart.objects())
                .allSatisfy(
                        object ->
                                assertThat(RenderedChart.name(object))
                                        .hasSizeLessThanOrEqualTo(
                                                RenderedChart.kind(object).equals("FlinkDeployment")
                                                        ? 45
                                                        : 63));
    }

    /** Its links to alerts and dashboards become files. */
    @Test
    void aPackageRendersTheSame(@TempDir Path folder) throws IOException {
        new Helm(RenderedChart.CHART).packageIt().withDestination(folder).call();
        Path archive = folder.resolve("computer-vision-1.0.0.tgz");
        Path values = RenderedChart.CHART.resolve("values-production.yaml");

        assertThat(Files.size(archive)).isLessThan(200_000);
        assertThat(RenderedChart.of(archive, "cv", List.of(values)).objects())
                .isEqualTo(RenderedChart.of("cv", List.of(values)).objects());
    }

    @Test
    void notesSayWhatIsNeededAndWhereTheConsoleIs() {
        assertThat(notes("values-minimal.yaml"))
                .contains(
                        "the Flink Kubernetes operator, CloudNativePG, Strimzi.",
                        "helm test cv -n vision",
                        "port-forward svc/cv-computer-vision-bridge 8000:8000");
        assertThat(notes("values-production.yaml"))
                .contains("the Flink Kubernetes operator, the Prometheus operator.")
                .contains("https://cv.your-domain.com/");
    }

    private static String notes(String values) {
        return new Helm(RenderedChart.CHART)
                .install()
                .clientOnly()
                .dryRun()
                .withDryRunOption(DryRun.CLIENT)
                .withKubeVersion("1.30.0")
                .withName(RenderedChart.RELEASE)
                .withNamespace(RenderedChart.NAMESPACE)
                .withValuesFile(RenderedChart.CHART.resolve(values))
                .call()
                .getOutput();
    }

    @Test
    void aJobTakesAnotherNameWhenItDoesSomethingElse() {
        String before = setup(Example.PRODUCTION.render());

        assertThat(setup(Example.PRODUCTION.render())).isEqualTo(before);
        assertThat(setup(Example.PRODUCTION.render(Map.of("image.tag", "1.1.0"))))
                .isNotEqualTo(before);
    }

    private static String setup(RenderedChart chart) {
        return chart.ofKind("Job").stream()
                .map(RenderedChart::name)
                .filter(name -> name.startsWith("cv-computer-vision-setup-"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> kinds(RenderedChart chart) {
        return chart.objects().stream()
                .map(object -> object.path("apiVersion").asText() + RenderedChart.kind(object))
                .sorted()
                .toList();
    }

    private static String flinkSetting(JsonNode job, String key) {
        return job.path("spec").path("flinkConfiguration").path(key).asText();
    }
}
