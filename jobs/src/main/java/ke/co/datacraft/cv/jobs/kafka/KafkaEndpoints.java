package ke.co.datacraft.cv.jobs.kafka;

import java.util.Map;
import java.util.Properties;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * Where Kafka is and what the topics are called.
 *
 * @param bootstrapServers {@code host:port}, separated by commas
 * @param groupId consumer group
 * @param topics topic names
 * @param properties further properties of the clients, such as those for TLS
 */
public record KafkaEndpoints(
        String bootstrapServers, String groupId, Topics topics, Map<String, String> properties) {

    /** Copies the properties. */
    public KafkaEndpoints {
        properties = Map.copyOf(properties);
    }

    /** Without the properties' values, which may be secret. */
    @Override
    public String toString() {
        return "KafkaEndpoints[bootstrapServers="
                + bootstrapServers
                + ", groupId="
                + groupId
                + ", topics="
                + topics
                + ", properties="
                + properties.keySet()
                + "]";
    }

    Properties clientProperties() {
        Properties copy = new Properties();
        copy.putAll(properties);
        return copy;
    }
}
