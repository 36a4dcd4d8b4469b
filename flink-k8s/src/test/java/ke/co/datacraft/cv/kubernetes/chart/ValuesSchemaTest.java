package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values that are wrong are refused, by the schema or by the templates, with the place and the
 * cure.
 */
class ValuesSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicaCount|0|at '/replicaCount': minimum: got 0, want 1",
                "replicaCounts|3|additional properties 'replicaCounts' not allowed",
                "kafka.enabld|true|at '/kafka': additional properties 'enabld' not allowed",
                "image.pullPolicy|Sometimes|at '/image/pullPolicy': value must be one of",
                "image.digests.bridge|sha256:1|at '/image/digests/bridge'",
                "storage.s3.endpoint|minio:9000|at '/storage/s3/endpoint': 'minio:9000' does not match",
                "storage.type|ftp|at '/storage/type': value must be 's3'",
                "resources.limits.memory|4 GB|at '/resources/limits/memory'",
                "jobs.vision.taskManager.memory|4Gi|at '/jobs/vision/taskManager/memory'",
                "jobs.vision.parallelism|5000|at '/jobs/vision/parallelism': maximum",
                "config.LOG_LEVEL|INFO|invalid propertyName 'LOG_LEVEL'",
                "kafka.external.bootstrapServers|kafka|at '/kafka/external/bootstrapServers'",
                "extraVolumes[0].hostPath.path|/etc|at '/extraVolumes/0': additional properties 'hostPath'",
                "flink.version|v1_20|at '/flink/version'",
                "flink.upgradeMode|never|at '/flink/upgradeMode'",
                "kafka.topics.partitions|0|at '/kafka/topics/partitions': minimum",
                "logging.format|xml|at '/logging/format': value must be one of",
                "monitoring.podMonitor.metricRelabelings[0].regexp|a|additional properties 'regexp'",
                "models.pull[0]|a model|at '/models/pull/0'",
                "networkPolicy.cameraCidrs[0]|cameras|at '/networkPolicy/cameraCidrs/0'",
                "ingress.hosts[0].paths[0].path|api|at '/ingress/hosts/0/paths/0/path'",
                "postgresql.username|cv-user|at '/postgresql/username'",
                "postgresql.backup.schedule|0 2 * * *|at '/postgresql/backup/schedule'",
            })
    void theSchemaNamesThePlace(String key, String value, String message) {
        assertThatThrownBy(() -> RenderedChart.with(Map.of(key, value)))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image.tag=latest|give the tag of a release",
                "redis.image=redis:latest|redis.image is redis:latest",
                "config.CV_JWT_SECRET_KEY=s|move it to secrets.values.CV_JWT_SECRET_KEY",
                "bridge.config.CV_DATABASE_URL=s|bridge.config.CV_DATABASE_URL is a secret",
                "jobs.camera.config.CV_CAMERA_SECRET_GATE=s|is a secret",
                "autoscaling.enabled=true;autoscaling.minReplicas=20|more than autoscaling.maxReplicas",
                "postgresql.enabled=false|postgresql.external.host is empty: give the host",
                "kafka.enabled=false|kafka.external.bootstrapServers is empty: give host:port",
                "models.pull[0]=yolox-nano;models.persistence.enabled=false|they would lie nowhere",
                "secrets.existingSecret=mine;secrets.values.CV_JWT_SECRET_KEY=s|would be lost",
                "externalSecrets.enabled=true|externalSecrets.secretStoreRef.name is empty",
                "flink.savepointOnDeletion=true|outlives the release",
                "gpu.enabled=true|jobs.vision.taskManager.cpu is 2, too little",
                "kafka.enabled=false;kafka.external.bootstrapServers=k:1;kafka.topics.manager=strimzi|"
                        + "kafka.topics.strimziCluster is empty",
            })
    void whatDoesNotGoTogetherNamesTheCure(String values, String message) {
        Map<String, String> parsed = new HashMap<>();
        for (String pair : values.split(";")) {
            parsed.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        assertThatThrownBy(() -> RenderedChart.with(parsed)).hasMessageContaining(message);
    }

    /**
     * Every object is closed, so a value without an entry would be refused, and an entry without a
     * value is dead.
     */
    @Test
    void schemaAndValuesHaveTheSameKeys() throws IOException {
        JsonNode schema =
                new ObjectMapper()
                        .readTree(RenderedChart.CHART.resolve("values.schema.json").toFile());
        JsonNode values =
                new YAMLMapper().readTree(RenderedChart.CHART.resolve("values.yaml").toFile());
        TreeSet<String> declared = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(declared::add);
        TreeSet<String> present = new TreeSet<>();
        values.fieldNames().forEachRemaining(present::add);
        declared.remove("global");

        assertThat(declared).isEqualTo(present);
    }
}
