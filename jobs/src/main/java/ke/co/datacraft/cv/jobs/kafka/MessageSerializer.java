package ke.co.datacraft.cv.jobs.kafka;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A contract message as a record: JSON, its key and the header {@code tenant}.
 *
 * @param <T> the message
 */
final class MessageSerializer<T> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final SerializableFunction<T, String> key;
    private final SerializableFunction<T, String> tenant;
    private final SerializableFunction<T, byte[]> value;

    MessageSerializer(
            String topic,
            SerializableFunction<T, String> key,
            SerializableFunction<T, String> tenant,
            SerializableFunction<T, byte[]> value) {
        this.topic = topic;
        this.key = key;
        this.tenant = tenant;
        this.value = value;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T message, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> producerRecord =
                new ProducerRecord<>(topic, bytes(key.apply(message)), value.apply(message));
        byte[] owner = bytes(tenant.apply(message));
        if (owner != null) {
            producerRecord.headers().add(Topics.TENANT_HEADER, owner);
        }
        return producerRecord;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
