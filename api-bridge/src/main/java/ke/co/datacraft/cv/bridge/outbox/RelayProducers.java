package ke.co.datacraft.cv.bridge.outbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.settings.KafkaSettings;
import ke.co.datacraft.cv.bridge.settings.OutboxSettings;
import ke.co.datacraft.cv.bridge.trace.SendSpans;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.telemetry.Tracing;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the relay's producer. */
final class RelayProducers {

    private static final int BATCH_BYTES = 1 << 17;

    private RelayProducers() {}

    /** A producer that keeps the order of each key and counts a record as sent when all have it. */
    static Producer<byte[], byte[]> open(KafkaSettings kafka, OutboxSettings settings) {
        return open(kafka, settings, Tracing.NONE);
    }

    /** The same; its messages have spans where they belong to a trace. */
    static Producer<byte[], byte[]> open(
            KafkaSettings kafka, OutboxSettings settings, Tracing tracing) {
        int timeout = settings.deliveryTimeoutMillis();
        Map<String, Object> properties = new HashMap<>(kafka.properties());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "cv-bridge-outbox");
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
        if (tracing.isEnabled()) {
            properties.put(
                    ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, List.of(SendSpans.class.getName()));
            properties.put(SendSpans.TRACING, tracing);
        }
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
