package ke.co.datacraft.cv.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicSetupTest {

    private static final Topics TOPICS = new Topics("x.");

    @Test
    void activeModelsAreKeptForGood() {
        assertThat(definition(TOPICS.models()).configs())
                .isEqualTo(Map.of("cleanup.policy", "compact"));
    }

    @Test
    void whatTheStreamWritesMayBeLarge() {
        for (String topic : new String[] {"x.results", "x.shadow-results", "x.dead-letters"}) {
            assertThat(definition(topic).configs()).containsEntry("max.message.bytes", "16777216");
        }
        assertThat(definition(TOPICS.images()).configs()).isEmpty();
    }

    @Test
    void partitionsAndCopiesAreThoseThatAreWanted() {
        NewTopic topic =
                TopicSetup.definition(TOPICS.images(), TOPICS, new TopicSetup.Layout(12, 3));

        assertThat(topic.numPartitions()).isEqualTo(12);
        assertThat(topic.replicationFactor()).isEqualTo((short) 3);
        assertThat(definition(TOPICS.images()).replicationFactor()).isEqualTo((short) -1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, partitions is 0", "1, 0, replication factor is 0"})
    void aLayoutThatNoBrokerTakesIsRefused(int partitions, int copies, String message) {
        assertThatThrownBy(() -> new TopicSetup.Layout(partitions, copies))
                .hasMessageContaining(message);
    }

    private static NewTopic definition(String topic) {
        return TopicSetup.definition(topic, TOPICS, TopicSetup.Layout.DEFAULT);
    }
}
