package ke.co.datacraft.cv.bridge.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * Kafka and the names of its topics.
 *
 * @param bootstrapServers brokers, {@code host:port}, by commas
 * @param topics names under the configured prefix
 * @param properties further properties of the clients, such as those to sign in
 */
public record KafkaSettings(
        String bootstrapServers, Topics topics, Map<String, String> properties) {

    private static final ObjectMapper YAML = new YAMLMapper();

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

    static final BridgeOption<Map<String, String>> PROPERTIES =
            new BridgeOption<>(
                    "CV_KAFKA_PROPERTIES",
                    "secret",
                    null,
                    "Further properties of the Kafka clients as a YAML map, such as"
                            + " `{security.protocol: SASL_SSL, sasl.mechanism: PLAIN}`; the same as"
                            + " VisionJob's.",
                    true,
                    KafkaSettings::map);

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(BOOTSTRAP_SERVERS, TOPIC_PREFIX, PROPERTIES);

    static KafkaSettings read(OptionReader reader) {
        Map<String, String> properties = reader.get(PROPERTIES);
        return new KafkaSettings(
                reader.get(BOOTSTRAP_SERVERS),
                new Topics(reader.get(TOPIC_PREFIX)),
                properties == null ? Map.of() : properties);
    }

    private static Map<String, String> map(String text) {
        try {
            return YAML.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "give a YAML map, such as {security.protocol: SASL_SSL}");
        }
    }

    /** Without the properties, which may hold a password. */
    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + topics + "]";
    }
}
