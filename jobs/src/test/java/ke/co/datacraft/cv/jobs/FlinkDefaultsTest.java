package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import ke.co.datacraft.cv.operators.metrics.VisionPrometheusReporterFactory;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;

class FlinkDefaultsTest {

    @Test
    void clusterGetsWhatTheJobNeedsAndTheReporter() {
        Configuration cluster =
                FlinkDefaults.apply(
                        new Configuration(),
                        settings(
                                Map.of(
                                        "CV_PARALLELISM", "4",
                                        "CV_CHECKPOINT_DIRECTORY", "file:///c",
                                        "CV_METRICS_PORT", "9100-9110")));

        assertThat(cluster.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(4);
        assertThat(cluster.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(cluster.get(PipelineOptions.GENERIC_TYPES)).isFalse();
        assertThat(cluster.get(PipelineOptions.OBJECT_REUSE)).isTrue();
        assertThat(cluster.get(ExecutionOptions.BUFFER_TIMEOUT)).isEqualTo(Duration.ofMillis(5));
        assertThat(cluster.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
                .isEqualTo(Duration.ofSeconds(10));
        assertThat(cluster.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)).isEqualTo("file:///c");
        assertThat(cluster.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
        assertThat(cluster.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
        assertThat(cluster.get(RestartStrategyOptions.RESTART_STRATEGY))
                .isEqualTo("exponential-delay");
        assertThat(cluster.get(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED)).isTrue();
        assertThat(cluster.toMap())
                .containsEntry(
                        "metrics.reporter.prom.factory.class",
                        VisionPrometheusReporterFactory.class.getName())
                .containsEntry("metrics.reporter.prom.port", "9100-9110");
    }

    @Test
    void userKeepsWhatFlinkWasTold() {
        Configuration cluster = new Configuration();
        cluster.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        cluster.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        cluster.set(CoreOptions.DEFAULT_PARALLELISM, 7);
        cluster.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:///mine");
        cluster.setString("metrics.reporter.prom.factory.class", "mine");

        FlinkDefaults.apply(cluster, settings(Map.of()));

        assertThat(cluster.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("hashmap");
        assertThat(cluster.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("none");
        assertThat(cluster.get(CoreOptions.DEFAULT_PARALLELISM)).isEqualTo(7);
        assertThat(cluster.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                .isEqualTo("file:///mine");
        assertThat(cluster.toMap())
                .containsEntry("metrics.reporter.prom.factory.class", "mine")
                .doesNotContainKey("metrics.reporter.prom.port");
    }

    @Test
    void twoRulesCannotBeSwitchedOff() {
        Configuration cluster = new Configuration();
        cluster.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
        cluster.set(PipelineOptions.GENERIC_TYPES, true);

        FlinkDefaults.apply(cluster, settings(Map.of()));

        assertThat(cluster.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
        assertThat(cluster.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    }

    @Test
    void metricsCanBeOff() {
        Configuration cluster =
                FlinkDefaults.apply(
                        new Configuration(), settings(Map.of("CV_METRICS_ENABLED", "false")));

        assertThat(cluster.toMap().keySet()).noneMatch(key -> key.startsWith("metrics."));
    }

    private static RuntimeSettings settings(Map<String, String> environment) {
        return JobSettings.read(Environment.toConfiguration(environment)).runtime();
    }
}
