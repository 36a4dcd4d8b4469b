package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Topics;
import org.junit.jupiter.api.Test;

/** The topics that Strimzi makes are those of the program. */
class TopicsTest {

    private static final Topics TOPICS = new Topics("yard.");

    private final List<JsonNode> rendered =
            RenderedChart.with(
                            Map.of(
                                    "kafka.topics.manager",
                                    "strimzi",
                                    "kafka.topics.prefix",
                                    "yard."))
                    .ofKind("KafkaTopic");

    @Test
    void allAreThere() {
        assertThat(rendered)
                .extracting(topic -> topic.at("/spec/topicName").asText())
                .containsExactlyInAnyOrderElementsOf(TOPICS.all());
    }

    @Test
    void definitionsAreCompacted() {
        assertThat(rendered)
                .filteredOn(t -> t.at("/spec/config/cleanup.policy").asText().equals("compact"))
                .extracting(topic -> topic.at("/spec/topicName").asText())
                .containsExactlyInAnyOrderElementsOf(TOPICS.compacted());
    }

    @Test
    void whatTheStreamWritesMayBeLarge() {
        assertThat(rendered)
                .filteredOn(topic -> topic.at("/spec/config").has("max.message.bytes"))
                .allSatisfy(
                        topic ->
                                assertThat(topic.at("/spec/config/max.message.bytes").asInt())
                                        .isEqualTo(Topics.MAX_MESSAGE_BYTES))
                .extracting(topic -> topic.at("/spec/topicName").asText())
                .containsExactlyInAnyOrder(
                        TOPICS.results(), TOPICS.shadowResults(), TOPICS.deadLetters());
    }

    @Test
    void theJobMakesThemOtherwise() {
        assertThat(RenderedChart.with(Map.of()).ofKind("KafkaTopic")).isEmpty();
        assertThat(arguments(Map.of()))
                .startsWith("[\"topics\",\"create\"")
                .endsWith(",\"--partitions\",\"4\"]");
    }

    @Test
    void bothMakeAsManyPartitionsAndCopies() {
        Map<String, String> values =
                Map.of("kafka.topics.partitions", "12", "kafka.topics.replicas", "3");

        assertThat(arguments(values))
                .endsWith(",\"--partitions\",\"12\",\"--replication-factor\",\"3\"]");
        Map<String, String> strimzi = new HashMap<>(values);
        strimzi.put("kafka.topics.manager", "strimzi");
        assertThat(RenderedChart.with(strimzi).ofKind("KafkaTopic"))
                .hasSize(TOPICS.all().size())
                .allSatisfy(
                        topic -> {
                            assertThat(topic.at("/spec/partitions").asInt()).isEqualTo(12);
                            assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
                        });
    }

    private static String arguments(Map<String, String> values) {
        return RenderedChart.with(values)
                .ofKind("Job")
                .get(0)
                .at("/spec/template/spec/containers/0/args")
                .toString();
    }
}
