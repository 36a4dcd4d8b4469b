package ke.co.datacraft.cv.jobs.kafka;

import java.nio.charset.StandardCharsets;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A contract message as a record: JSON, its key, and the headers {@code tenant} and, where it
 * belongs to a trace, {@code traceparent}.
 *
 * @param <T> the message
 */
final class MessageSerializer<T> implements KafkaRecordSerializationSchema<T> {

    private static final long serialVersionUID = 1L;

    private final String topic;
    private final SerializableFunction<T, String> key;
    private final SerializableFunction<T, String> tenant;
    private final SerializableFunction<T, byte[]> value;
    private final SerializableFunction<T, String> trace;

    MessageSerializer(
            String topic,
            SerializableFunction<T, String> key,
            SerializableFunction<T, String> tenant,
            SerializableFunction<T, byte[]> value,
            SerializableFunction<T, String> trace) {
        this.topic = topic;
        this.key = key;
        this.tenant = tenant;
        this.value = value;
        this.trace = trace;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T message, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> producerRecord =
                new ProducerRecord<>(topic, bytes(key.apply(message)), value.apply(message));
        add(producerRecord, Topics.TENANT_HEADER, bytes(tenant.apply(message)));
        add(producerRecord, Topics.TRACEPARENT_HEADER, bytes(trace.apply(message)));
        return producerRecord;
    }

    private static void add(
            ProducerRecord<byte[], byte[]> producerRecord, String name, byte[] text) {
        if (text != null) {
            producerRecord.headers().add(name, text);
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
