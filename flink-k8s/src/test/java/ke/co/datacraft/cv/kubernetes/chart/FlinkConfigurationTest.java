package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart.Example;
import org.apache.flink.autoscaler.config.AutoScalerOptions;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalResourceOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.operator.config.KubernetesOperatorConfigOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the FlinkDeployments say of Flink, read by Flink's and the operator's own code. */
class FlinkConfigurationTest {

    private static final List<Class<?>> DECLARATIONS =
            List.of(
                    AutoScalerOptions.class,
                    BlobServerOptions.class,
                    CheckpointingOptions.class,
                    CoreOptions.class,
                    ExternalResourceOptions.class,
                    HeartbeatManagerOptions.class,
                    HighAvailabilityOptions.class,
                    JobManagerOptions.class,
                    KubernetesConfigOptions.class,
                    KubernetesOperatorConfigOptions.class,
                    MetricOptions.class,
                    NettyShuffleEnvironmentOptions.class,
                    RestOptions.class,
                    TaskManagerOptions.class);

    /** Of a reporter, a resource and a file system: their names are part of the keys. */
    private static final String NAMED =
            "metrics\\.reporter\\.prom\\..*|external-resource\\.gpu\\..*|s3\\..*";

    static Stream<RenderedChart> charts() {
        return RenderedObjectsTest.charts();
    }

    @ParameterizedTest
    @MethodSource("charts")
    void everyKeyIsAnOptionAndItsValueCanBeRead(RenderedChart chart) {
        Map<String, ConfigOption<?>> options = options();
        for (JsonNode job : chart.ofKind("FlinkDeployment")) {
            Configuration configuration = configuration(job);
            for (String key : configuration.keySet()) {
                ConfigOption<?> option = options.get(key);
                assertThat(option != null || key.matches(NAMED)).as("option %s", key).isTrue();
                if (option != null) {
                    assertThatCode(() -> configuration.get(option)).doesNotThrowAnyException();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("charts")
    void theMemoryOfEveryProcessAddsUp(RenderedChart chart) {
        for (JsonNode job : chart.ofKind("FlinkDeployment")) {
            TaskExecutorProcessSpec workers = workers(job);

            assertThat(workers.getTaskHeapSize().getMebiBytes())
                    .as("%s %s", RenderedChart.name(job), workers)
                    .isGreaterThanOrEqualTo(256);
            assertThat(
                            JobManagerProcessUtils.processSpecFromConfig(master(job))
                                    .getJvmHeapMemorySize()
                                    .getMebiBytes())
                    .isGreaterThanOrEqualTo(384);
        }
    }

    /** The table of docs/gpu.md: two slots for each subtask, each of its size. */
    @Test
    void aCardsSlotsFitIntoItsTaskManager() {
        JsonNode job = Example.GPU.render().get("FlinkDeployment", "-vision");
        TaskExecutorProcessSpec workers = workers(job);
        int slots = 4;

        assertThat(workers.getTaskHeapSize().getMebiBytes()).isGreaterThanOrEqualTo(2 * slots * 64);
        assertThat(workers.getManagedMemorySize()).isEqualTo(MemorySize.ofMebiBytes(slots * 128));
        assertThat(job.at("/spec/taskManager/resource/cpu").asDouble())
                .isGreaterThanOrEqualTo(2 * slots * 0.5);
        assertThat(configuration(job).get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(slots);
        assertThat(ExternalResourceOptions.EXTERNAL_RESOURCE_LIST)
                .satisfies(list -> assertThat(configuration(job).get(list)).containsExactly("gpu"));
        assertThat(job.at("/spec/image").asText()).contains("computer-vision-flink-gpu:");
        assertThat(job.at("/spec/jobManager/podTemplate/spec/containers/0/env").toString())
                .contains(
                        "{\"name\":\"CV_GPU_SLOTS\",\"value\":\"4\"}",
                        "{\"name\":\"CV_USE_GPU\",\"value\":\"true\"}");
    }

    @Test
    void onlyVisionTakesCards() {
        RenderedChart chart = Example.GPU.render();

        assertThat(chart.ofKind("FlinkDeployment"))
                .filteredOn(job -> job.toString().toLowerCase(Locale.ROOT).contains("gpu"))
                .extracting(RenderedChart::name)
                .containsExactly("cv-computer-vision-vision");
    }

    @ParameterizedTest
    @MethodSource("charts")
    void jobsAreThoseOfTheProgramAndKeepTheirState(RenderedChart chart) throws Exception {
        for (JsonNode job : chart.ofKind("FlinkDeployment")) {
            Configuration configuration = configuration(job);

            assertThat(Class.forName(job.at("/spec/job/entryClass").asText()))
                    .hasDeclaredMethods("main");
            assertThat(job.at("/spec/job/jarURI").asText())
                    .isEqualTo("local:///opt/flink/usrlib/computer-vision-jobs.jar");
            assertThat(job.at("/spec/job/upgradeMode").asText()).isEqualTo("savepoint");
            assertThat(configuration.get(HighAvailabilityOptions.HA_MODE)).isEqualTo("kubernetes");
            assertThat(
                            List.of(
                                    configuration.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY),
                                    configuration.get(CheckpointingOptions.SAVEPOINT_DIRECTORY),
                                    configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH)))
                    .allMatch(folder -> folder.startsWith("s3://computer-vision-storage/flink/"))
                    .doesNotHaveDuplicates();
        }
        assertThat(
                        chart.ofKind("FlinkDeployment").stream()
                                .map(job -> configuration(job))
                                .map(c -> c.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY)))
                .doesNotHaveDuplicates();
    }

    /** A port that Flink drew at random would be closed to the others. */
    @ParameterizedTest
    @MethodSource("charts")
    void everyPortOfFlinkIsOpenToItsOwnPods(RenderedChart chart) {
        for (JsonNode job : chart.ofKind("FlinkDeployment")) {
            Configuration configuration = configuration(job);
            String policy =
                    chart.get(
                                    "NetworkPolicy",
                                    RenderedChart.name(job)
                                            .substring("cv-computer-vision".length()))
                            .at("/spec/ingress/0/ports")
                            .toString();
            assertThat(
                            Stream.of(
                                    configuration.get(JobManagerOptions.PORT).toString(),
                                    configuration.get(BlobServerOptions.PORT),
                                    configuration.get(RestOptions.PORT).toString(),
                                    configuration.get(TaskManagerOptions.RPC_PORT),
                                    configuration
                                            .get(NettyShuffleEnvironmentOptions.DATA_PORT)
                                            .toString(),
                                    configuration.get(MetricOptions.QUERY_SERVICE_PORT)))
                    .doesNotContain("0")
                    .allSatisfy(port -> assertThat(policy).contains("\"port\":" + port));
        }
    }

    @Test
    void whatUsersSayOfFlinkComesFirst() {
        RenderedChart chart =
                RenderedChart.with(
                        Map.of(
                                "flink.configuration.restart-strategy\\.type", "failure-rate",
                                "flink.configuration.heartbeat\\.timeout", "20 s",
                                "jobs.camera.configuration.heartbeat\\.timeout", "30 s"));

        assertThat(configuration(chart.get("FlinkDeployment", "-vision")).toMap())
                .containsEntry("restart-strategy.type", "failure-rate")
                .containsEntry("heartbeat.timeout", "20 s");
        assertThat(configuration(chart.get("FlinkDeployment", "-camera")).toMap())
                .containsEntry("heartbeat.timeout", "30 s");
    }

    private static Configuration configuration(JsonNode job) {
        Map<String, String> values = new HashMap<>();
        job.at("/spec/flinkConfiguration")
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().textValue()));
        return Configuration.fromMap(values);
    }

    private static TaskExecutorProcessSpec workers(JsonNode job) {
        Configuration configuration = configuration(job);
        configuration.set(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(job.at("/spec/taskManager/resource/memory").asText()));
        configuration.set(
                TaskManagerOptions.CPU_CORES, job.at("/spec/taskManager/resource/cpu").asDouble());
        return TaskExecutorProcessUtils.processSpecFromConfig(configuration);
    }

    private static Configuration master(JsonNode job) {
        Configuration configuration = configuration(job);
        configuration.set(
                JobManagerOptions.TOTAL_PROCESS_MEMORY,
                MemorySize.parse(job.at("/spec/jobManager/resource/memory").asText()));
        return configuration;
    }

    private static Map<String, ConfigOption<?>> options() {
        Map<String, ConfigOption<?>> options = new HashMap<>();
        for (Class<?> declaration : DECLARATIONS) {
            for (Field field : declaration.getFields()) {
                if (field.getType() == ConfigOption.class) {
                    ConfigOption<?> option = read(field);
                    options.put(option.key(), option);
                }
            }
        }
        return options;
    }

    private static ConfigOption<?> read(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
