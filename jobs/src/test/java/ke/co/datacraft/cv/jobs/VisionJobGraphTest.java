package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The job as Flink sees it, with its real ends; nothing connects while it is defined. */
class VisionJobGraphTest {

    private static final Set<String> ORDERS =
            Set.of(
                    OperatorUids.COMMANDS_SOURCE,
                    OperatorUids.COMMANDS_PARSER,
                    OperatorUids.MODELS_SOURCE,
                    OperatorUids.MODELS_PARSER);

    @Test
    void uidsAreThoseOfEverySavepoint() throws IOException {
        assertThat(uids(graph("redis://localhost:6379/0")))
                .as("a changed uid loses the state of every running job: add uids, never change")
                .isEqualTo(golden());
        assertThat(OperatorUids.ALL).doesNotHaveDuplicates();
        assertThat(uids(graph("redis://localhost:6379/0"))).containsAll(OperatorUids.ALL);
    }

    @Test
    void withoutRedisOnlyItsSinksAreGone() throws IOException {
        List<String> expected =
                golden().stream()
                        .filter(uid -> !uid.contains(OperatorUids.RESULTS_REDIS))
                        .filter(uid -> !uid.contains(OperatorUids.STATUSES_REDIS))
                        .toList();

        assertThat(uids(graph("none"))).isEqualTo(expected);
    }

    @Test
    void operatorsCarryTheirUidAsName() {
        assertThat(graph("none").getStreamNodes())
                .allSatisfy(
                        node ->
                                assertThat(node.getOperatorName())
                                        .contains(nameOf(node.getTransformationUID())));
    }

    @Test
    void graphCompilesAndNothingFallsBackToKryo() {
        StreamGraph graph = graph("redis://localhost:6379/0");

        assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
        for (StreamNode node : graph.getStreamNodes()) {
            assertThat(node.getTypeSerializersIn()).noneMatch(VisionJobGraphTest::isGeneric);
            assertThat(isGeneric(node.getTypeSerializerOut())).isFalse();
        }
    }

    @Test
    void onlyOrdersAreReadByOne() {
        assertThat(graph("none").getStreamNodes())
                .allSatisfy(
                        node ->
                                assertThat(node.getParallelism())
                                        .isEqualTo(
                                                ORDERS.contains(node.getTransformationUID())
                                                        ? 1
                                                        : 3));
    }

    @Test
    void theRoutingIsChainedToTheAnalysisWhoseModelsItPrepares() {
        StreamGraph graph = graph("none");

        for (String lane : List.of("images", "frames")) {
            assertThat(graph.getJobGraph().getVerticesAsArray())
                    .filteredOn(vertex -> vertex.getName().contains(lane + "-models"))
                    .singleElement()
                    .satisfies(vertex -> assertThat(vertex.getName()).contains(lane + "-vision"));
        }
    }

    private static boolean isGeneric(TypeSerializer<?> serializer) {
        return serializer instanceof KryoSerializer;
    }

    private static String nameOf(String uid) {
        return OperatorUids.ALL.stream().filter(uid::contains).findFirst().orElse(uid);
    }

    private static List<String> uids(StreamGraph graph) {
        return graph.getStreamNodes().stream()
                .map(node -> String.valueOf(node.getTransformationUID()))
                .sorted()
                .toList();
    }

    private static List<String> golden() throws IOException {
        try (var file =
                VisionJobGraphTest.class.getResourceAsStream("/golden/vision-job-uids.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.asList(text.strip().split("\n"));
        }
    }

    private static StreamGraph graph(String redis) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(new Configuration());
        VisionJob.build(
                environment,
                JobSettings.read(
                        Environment.toConfiguration(
                                Map.of("CV_REDIS_URL", redis, "CV_PARALLELISM", "3"))));
        return environment.getStreamGraph(false);
    }
}
