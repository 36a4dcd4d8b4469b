package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

/** The job as Flink sees it, with its real ends; nothing connects while it is defined. */
class CameraJobGraphTest {

    private static final List<String> UIDS =
            List.of(
                    "Sink Committer: camera-dead-letters-kafka",
                    "Sink Committer: frames-kafka",
                    "Sink Committer: source-status-kafka",
                    "camera-dead-letters-kafka",
                    "cameras-router",
                    "cameras-source",
                    "frames-kafka",
                    "source-status-kafka",
                    "source-status-redis");

    @Test
    void uidsAreThoseOfEverySavepoint() {
        assertThat(uids("redis://localhost:6379/0"))
                .as("a changed uid loses how far recordings were read: add uids, never change")
                .isEqualTo(UIDS);
        assertThat(uids("none"))
                .isEqualTo(UIDS.stream().filter(uid -> !uid.contains("-redis")).toList());
        assertThat(UIDS).containsAll(OperatorUids.OF_CAMERA_JOB);
    }

    /** So that a lost TaskManager takes its own cameras down and no others. */
    @Test
    void subtasksAreIndependent() {
        StreamGraph graph = graph("redis://localhost:6379/0");

        assertThat(graph.getJobGraph().getVertices())
                .singleElement()
                .satisfies(vertex -> assertThat(vertex.getParallelism()).isEqualTo(3));
    }

    @Test
    void nothingFallsBackToKryo() {
        for (StreamNode node : graph("none").getStreamNodes()) {
            assertThat(node.getTypeSerializersIn()).noneMatch(KryoSerializer.class::isInstance);
            assertThat(node.getTypeSerializerOut()).isNotInstanceOf(KryoSerializer.class);
        }
    }

    private static List<String> uids(String redis) {
        return graph(redis).getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .distinct()
                .sorted()
                .toList();
    }

    private static StreamGraph graph(String redis) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment();
        CameraJob.build(
                environment,
                CameraSettings.read(
                        Environment.toConfiguration(
                                Map.of(
                                        "CV_REDIS_URL", redis,
                                        "CV_STORAGE_BACKEND", "filesystem",
                                        "CV_PARALLELISM", "3"))));
        return environment.getStreamGraph(false);
    }
}
