package ke.co.datacraft.cv.kubernetes.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartValuesTest {

    @TempDir private Path folder;

    @Test
    void whatIsNotSaidIsLeftToTheChart() {
        assertThat(values("{}")).isEmpty();
    }

    @Test
    void everyFieldReachesItsValue() {
        assertThat(
                        values(
                                """
                                replicas: 2
                                image: {registry: r.example.com, repository: cv, pullPolicy: Always}
                                gpu: {resourceName: nvidia.com/mig-1g.10gb, amount: 2, slots: 3}
                                jobs:
                                  vision:
                                    parallelism: 6
                                    taskManager: {slots: 3, cpu: 1.5, memory: 4096m}
                                    config: {CV_BATCHING: "true"}
                                ingress: {host: cv.example.com, className: nginx, tlsSecret: tls}
                                kafka: {bootstrapServers: "k:9092", partitions: 12, replicationFactor: 3}
                                config: {CV_LOG_LEVEL: DEBUG}
                                secretName: mine
                                """))
                .isEqualTo(
                        yaml(
                                """
                                image: {registry: r.example.com, repository: cv, pullPolicy: Always}
                                replicaCount: 2
                                config: {CV_LOG_LEVEL: DEBUG}
                                secrets: {existingSecret: mine}
                                kafka:
                                  enabled: false
                                  external: {bootstrapServers: "k:9092"}
                                  topics: {partitions: 12, replicas: 3}
                                gpu: {enabled: true, resourceName: nvidia.com/mig-1g.10gb, amount: 2, slots: 3}
                                jobs:
                                  vision:
                                    parallelism: 6
                                    config: {CV_BATCHING: "true"}
                                    taskManager: {slots: 3, cpu: 1.5, memory: 4096m}
                                ingress:
                                  enabled: true
                                  className: nginx
                                  hosts: [{host: cv.example.com, paths: [{path: /, pathType: Prefix}]}]
                                  tls: [{secretName: tls, hosts: [cv.example.com]}]
                                """));
    }

    @Test
    void whereSomethingIsDecidesWhoRunsIt() {
        assertThat(values("database: {host: db}").get("postgresql"))
                .isEqualTo(yaml("enabled: false\nexternal: {host: db}"));
        assertThat(
                        values("database: {type: internal, instances: 3, storage: 5Gi}")
                                .get("postgresql"))
                .isEqualTo(yaml("enabled: true\ninstances: 3\nstorage: {size: 5Gi}"));
        assertThat(values("cache: {type: none}").get("redis")).isEqualTo(yaml("enabled: false"));
        assertThat(values("storage: {bucket: b}").get("minio")).isEqualTo(yaml("enabled: false"));
        assertThat(values("storage: {type: minio}").get("minio")).isEqualTo(yaml("enabled: true"));
        assertThat(values("monitoring: {enabled: false, metrics: true}").get("monitoring"))
                .isEqualTo(
                        yaml(
                                """
                                enabled: false
                                serviceMonitor: {enabled: false}
                                podMonitor: {enabled: false}
                                tracing: {enabled: false}
                                """));
    }

    @Test
    void valuesComeLastAndJoinTheRest() {
        assertThat(
                        values(
                                """
                                gpu: {slots: 3}
                                values: {gpu: {runtimeClassName: nvidia, slots: 5}, models: {pull: [a]}}
                                """))
                .isEqualTo(
                        yaml(
                                "gpu: {enabled: true, slots: 5, runtimeClassName: nvidia}\nmodels:"
                                        + " {pull: [a]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: latest | spec.version is latest",
                "'database: {type: external}' | spec.database.host is empty: give",
                "'database: {type: none}' | give external or internal",
                "'cache: {type: external}' | spec.cache.host is empty: give",
                "'kafka: {type: none}' | spec.kafka.type is none",
                "'kafka: {type: external}' | spec.kafka.bootstrapServers is empty: give host:port",
                "'storage: {type: s3}' | spec.storage.bucket is empty: give",
                "'ingress: {className: nginx}' | spec.ingress.host is empty",
                "'config: {PATH: /bin}' | spec.config.PATH is no variable of ours",
                "'{secretName: s, database: {host: h, passwordSecret: {name: p}}}' | would be lost",
            })
    void aFieldThatCannotBeUsedIsNamedWithItsCure(String spec, String message) {
        assertThatThrownBy(() -> SpecValidator.validate("cv", spec(spec)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aNameLeavesRoomForWhatFollowsIt() {
        assertThatCode(() -> SpecValidator.validate("a".repeat(34), ComputerVisionSpec.EMPTY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> SpecValidator.validate("a".repeat(35), ComputerVisionSpec.EMPTY))
                .hasMessageContaining("has 35 characters");
    }

    @Test
    void theExampleCanBeUsed() throws Exception {
        ComputerVision example =
                new KubernetesSerialization()
                        .unmarshal(Files.readString(Path.of("example.yaml")), ComputerVision.class);
        SpecValidator.validate(example.getMetadata().getName(), example.getSpec());
        assertThat(
                        Chart.unpack(folder)
                                .render(
                                        "production-cv",
                                        "computer-vision",
                                        "1.30.0",
                                        ChartValues.of(
                                                example.getSpec(),
                                                InstallationSecrets.NONE,
                                                List.of())))
                .hasSizeGreaterThan(20);
    }

    @Test
    void theChartUsesTheVersionsThatTheClusterOffers() throws Exception {
        assertThat(kafkaVersions(List.of("kafka.strimzi.io/v1beta2")))
                .containsOnly("kafka.strimzi.io/v1beta2");
        assertThat(kafkaVersions(List.of("kafka.strimzi.io/v1beta2", "kafka.strimzi.io/v1")))
                .containsOnly("kafka.strimzi.io/v1");
        assertThat(kafkaVersions(List.of())).containsOnly("kafka.strimzi.io/v1");
    }

    private List<String> kafkaVersions(List<String> offered) throws InvalidSpecException {
        return Chart.unpack(folder)
                .render(
                        "cv",
                        "computer-vision",
                        "1.30.0",
                        ChartValues.of(ComputerVisionSpec.EMPTY, InstallationSecrets.NONE, offered))
                .stream()
                .filter(object -> object.getKind().startsWith("Kafka"))
                .map(GenericKubernetesResource::getApiVersion)
                .toList();
    }

    private static Map<String, Object> values(String spec) {
        // Through YAML, as Helm reads them.
        return yaml(
                Serialization.asYaml(
                        ChartValues.of(spec(spec), InstallationSecrets.NONE, List.of())));
    }

    private static ComputerVisionSpec spec(String yaml) {
        return Serialization.unmarshal("---\n" + yaml, ComputerVisionSpec.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> yaml(String text) {
        return Serialization.unmarshal(text, Map.class);
    }
}
