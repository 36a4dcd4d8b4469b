package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart.Example;
import ke.co.datacraft.cv.kubernetes.schema.BuiltInKinds;
import ke.co.datacraft.cv.kubernetes.schema.ObjectSchemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rendered object is what its kind allows: all fields known, all types right. */
class RenderedObjectsTest {

    private static final String OPERATOR =
            "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    private static final Path DEFINITIONS =
            Path.of(System.getProperty("cv.shared", "absent")).resolve("data/crds");

    /** All examples, and everything that they leave out. */
    static Stream<RenderedChart> charts() {
        return Stream.concat(
                RenderedChart.examples(),
                Stream.of(
                        RenderedChart.with(
                                Map.ofEntries(
                                        Map.entry("kafka.topics.manager", "strimzi"),
                                        Map.entry("kafka.replicas", "3"),
                                        Map.entry("postgresql.backup.enabled", "true"),
                                        Map.entry("ingress.enabled", "true"),
                                        Map.entry("autoscaling.enabled", "true"),
                                        Map.entry("monitoring.serviceMonitor.enabled", "true"),
                                        Map.entry("monitoring.podMonitor.enabled", "true"),
                                        Map.entry("monitoring.prometheusRule.enabled", "true"),
                                        Map.entry("monitoring.tracing.enabled", "true"),
                                        Map.entry(
                                                "monitoring.tracing.endpoint",
                                                "http://jaeger.tracing.svc:4318"),
                                        Map.entry("jobs.analytics.webhooksName", "webhooks"),
                                        Map.entry(
                                                "jobs.analytics.config.CV_MQTT_URL",
                                                "tcp://mqtt:1883"),
                                        Map.entry("jobs.analytics.config.CV_MQTT_USERNAME", "cv"),
                                        Map.entry("jobs.camera.secretsName", "cameras"),
                                        Map.entry("flink.restartNonce", "2"),
                                        Map.entry("extraVolumes[0].name", "kafka-ca"),
                                        Map.entry("extraVolumes[0].secret.secretName", "kafka-ca"),
                                        Map.entry("extraVolumeMounts[0].name", "kafka-ca"),
                                        Map.entry("extraVolumeMounts[0].mountPath", "/kafka-ca"),
                                        Map.entry("extraVolumeMounts[0].readOnly", "true"),
                                        Map.entry("models.pull[0]", "yolox-nano")))));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void kubernetesKnowsEveryFieldOfItsOwnKinds(RenderedChart chart) {
        List<JsonNode> own =
                chart.objects().stream().filter(RenderedObjectsTest::isKubernetes).toList();

        assertThat(own).hasSizeGreaterThan(20);
        assertThat(own)
                .allSatisfy(
                        object ->
                                assertThat(BuiltInKinds.faults(object))
                                        .as(RenderedChart.name(object))
                                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theFlinkOperatorOfTheJarKnowsEveryField(RenderedChart chart) throws IOException {
        JsonNode vision = chart.get("FlinkDeployment", "-vision").deepCopy();
        // That release ends with Flink 1.20; all else must fit it, too.
        ((ObjectNode) vision.path("spec")).put("flinkVersion", "v1_20");
        try (InputStream definition = RenderedObjectsTest.class.getResourceAsStream(OPERATOR)) {
            assertThat(new ObjectSchemas().add(definition).faults(vision)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyOperatorKnowsEveryField(RenderedChart chart) throws IOException {
        assumeTrue(Files.exists(DEFINITIONS), "needs ../shared (definitions of custom resources)");
        ObjectSchemas schemas = new ObjectSchemas();
        try (Stream<Path> files = Files.list(DEFINITIONS)) {
            // Those of cert-manager are templates of Helm; the chart makes none of its objects.
            for (Path file : files.filter(f -> !f.toString().contains("cert-manager")).toList()) {
                try (InputStream definition = Files.newInputStream(file)) {
                    schemas.add(definition);
                }
            }
        }
        List<JsonNode> custom =
                chart.objects().stream().filter(object -> !isKubernetes(object)).toList();

        assertThat(custom).hasSizeGreaterThanOrEqualTo(3);
        assertThat(custom)
                .allSatisfy(
                        object -> {
                            String what =
                                    RenderedChart.kind(object) + "/" + RenderedChart.name(object);
                            assertThat(schemas.knows(object)).as(what).isTrue();
                            assertThat(schemas.faults(object)).as(what).isEmpty();
                        });
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        ObjectNode deployment = Example.MINIMAL.render().get("Deployment", "-bridge").deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("imagePolicy", "x");

        assertThat(BuiltInKinds.faults(deployment))
                .containsExactly("/Spec/Template/Spec/Containers/*/imagePolicy");
    }

    @Test
    void aValueOfTheWrongTypeIsFound() {
        ObjectNode deployment = Example.MINIMAL.render().get("Deployment", "-bridge").deepCopy();
        ((ObjectNode) deployment.path("spec")).put("replicas", "many");

        assertThatThrownBy(() -> BuiltInKinds.faults(deployment))
                .hasStackTraceContaining("\"many\": not a valid `java.lang.Integer` value");
    }

    @Test
    void aFieldThatAnOperatorDoesNotKnowIsFound() throws IOException {
        ObjectNode job = Example.MINIMAL.render().get("FlinkDeployment", "-camera").deepCopy();
        ((ObjectNode) job.path("spec").path("job")).put("paralellism", 2);
        ((ObjectNode) job.path("spec")).put("flinkVersion", "v1_20");

        try (InputStream definition = RenderedObjectsTest.class.getResourceAsStream(OPERATOR)) {
            assertThat(new ObjectSchemas().add(definition).faults(job))
                    .singleElement()
                    .asString()
                    .contains("paralellism");
        }
    }

    private static boolean isKubernetes(JsonNode object) {
        String group = object.path("apiVersion").asText();
        return !group.contains(".") || group.contains(".k8s.io/");
    }
}
