package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The job as Flink sees it, with its real ends; nothing connects while it is defined. */
class AnalyticsJobGraphTest {

    private static final Set<String> READ_BY_ONE =
            Set.of(
                    OperatorUids.DEFINITIONS_SOURCE,
                    OperatorUids.DEFINITIONS_PARSER,
                    OperatorUids.ALERTS_SOURCE,
                    OperatorUids.DELIVERIES_PARSER,
                    OperatorUids.DELIVERIES,
                    OperatorUids.SOURCE_COUNTS_MQTT);

    @Test
    void uidsAreThoseOfEverySavepoint() throws IOException {
        assertThat(uids(graph("redis://localhost:6379/0")))
                .as("a changed uid loses the state of every running job: add uids, never change")
                .isEqualTo(golden());
        assertThat(uids(graph("redis://localhost:6379/0"))).containsAll(OperatorUids.OF_ANALYTICS);
    }

    @Test
    void withoutRedisOnlyItsSinksAreGone() throws IOException {
        assertThat(uids(graph("none")))
                .isEqualTo(golden().stream().filter(uid -> !uid.contains("-redis")).toList());
    }

    @Test
    void graphCompilesAndNothingFallsBackToKryo() {
        StreamGraph graph = graph("redis://localhost:6379/0");

        assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTypeSerializersIn()).noneMatch(KryoSerializer.class::isInstance);
            assertThat(node.getTypeSerializerOut()).isNotInstanceOf(KryoSerializer.class);
        }
    }

    @Test
    void onlyDefinitionsAreReadByOne() {
        assertThat(graph("none").getStreamNodes())
                .allSatisfy(
                        node ->
                                assertThat(node.getParallelism())
                                        .isEqualTo(
                                                READ_BY_ONE.contains(node.getTransformationUID())
                                                        ? 1
                                                        : 3));
    }

    @Test
    void stateIsOnTheHeapWhateverTheClusterHas() {
        Configuration cluster = new Configuration();
        cluster.set(StateBackendOptions.STATE_BACKEND, "rocksdb");

        assertThat(
                        environment(cluster, "none")
                                .getConfiguration()
                                .get(StateBackendOptions.STATE_BACKEND))
                .isEqualTo("hashmap");
    }

    private static List<String> uids(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .map(node -> String.valueOf(node.getTransformationUID()))
                .sorted()
                .toList();
    }

    private static List<String> golden() throws IOException {
        try (var file =
                AnalyticsJobGraphTest.class.getResourceAsStream("/golden/analytics-job-uids.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.asList(text.strip().split("\n"));
        }
    }

    private static StreamGraph graph(String redis) {
        return environment(new Configuration(), redis).getStreamGraph(false);
    }

    private static StreamExecutionEnvironment environment(Configuration cluster, String redis) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(cluster);
        AnalyticsJob.build(
                environment,
                AnalyticsSettings.read(
                        Environment.toConfiguration(
                                Map.of(
                                        "CV_REDIS_URL", redis,
                                        "CV_MQTT_URL", "tcp://localhost:1883",
                                        "CV_STORAGE_BACKEND", "filesystem",
                                        "CV_PARALLELISM", "3"))));
        return environment;
    }
}
