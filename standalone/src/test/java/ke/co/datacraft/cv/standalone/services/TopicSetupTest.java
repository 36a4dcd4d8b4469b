package ke.co.datacraft.cv.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ke.co.datacraft.cv.contracts.Topics;
import org.junit.jupiter.api.Test;

class TopicSetupTest {

    private static final Topics TOPICS = new Topics("x.");

    @Test
    void activeModelsAreKeptForGood() {
        assertThat(TopicSetup.definition(TOPICS.models(), TOPICS).configs())
                .isEqualTo(Map.of("cleanup.policy", "compact"));
    }

    @Test
    void whatTheStreamWritesMayBeLarge() {
        for (String topic : new String[] {"x.results", "x.shadow-results", "x.dead-letters"}) {
            assertThat(TopicSetup.definition(topic, TOPICS).configs())
                    .containsEntry("max.message.bytes", "16777216");
        }
        assertThat(TopicSetup.definition(TOPICS.images(), TOPICS).configs()).isEmpty();
    }
}
