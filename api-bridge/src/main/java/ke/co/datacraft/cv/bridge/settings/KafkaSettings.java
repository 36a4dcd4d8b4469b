package ke.co.datacraft.cv.bridge.settings;

import java.util.List;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * Kafka and the names of its topics.
 *
 * @param bootstrapServers brokers, {@code host:port}, by commas
 * @param topics names under the configured prefix
 */
public record KafkaSettings(String bootstrapServers, Topics topics) {

    static final BridgeOption<String> BOOTSTRAP_SERVERS =
            BridgeOption.text(
                    "CV_KAFKA_BOOTSTRAP_SERVERS",
                    "localhost:9092",
                    "Brokers, `host:port`, by commas.");

    static final BridgeOption<String> TOPIC_PREFIX =
            BridgeOption.text(
                    "CV_TOPIC_PREFIX",
                    Topics.DEFAULT_PREFIX,
                    "What every topic name begins with; the same as VisionJob's.");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(BOOTSTRAP_SERVERS, TOPIC_PREFIX);

    static KafkaSettings read(OptionReader reader) {
        return new KafkaSettings(
                reader.get(BOOTSTRAP_SERVERS), new Topics(reader.get(TOPIC_PREFIX)));
    }
}
