package ke.co.datacraft.cv.bridge.outbox;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import ke.co.datacraft.cv.contracts.OriginalBytes;
import ke.co.datacraft.cv.contracts.RecordHeader;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Sends one page of the outbox and says what became of it. An entry counts as sent when Kafka has
 * acknowledged it and every earlier one of its key: what stands behind a failure is sent again, so
 * that the last record of a key is always the last one written.
 */
final class Delivery {

    private final List<Long> sent = new ArrayList<>();
    private final Map<Long, String> refused = new LinkedHashMap<>();
    private final Set<String> stalledTopics = new HashSet<>();
    private Exception failure;

    private record Key(String topic, ByteBuffer key) {

        static Key of(OutboxMessage message) {
            return new Key(
                    message.topic(), message.key() == null ? null : ByteBuffer.wrap(message.key()));
        }
    }

    private Delivery() {}

    /** Sends entries in their order and waits for the answers. */
    static Delivery of(List<OutboxEntry> page, Producer<byte[], byte[]> producer)
            throws InterruptedException {
        Delivery delivery = new Delivery();
        Map<OutboxEntry, Future<RecordMetadata>> answers = delivery.send(page, producer);
        producer.flush();
        Set<Key> held = new HashSet<>();
        for (OutboxEntry entry : page) {
            delivery.settle(entry, answers.get(entry), held);
        }
        return delivery;
    }

    /** Ids that are in Kafka. */
    List<Long> sent() {
        return sent;
    }

    /** Ids that Kafka will never take, with the reason. */
    Map<Long, String> refused() {
        return refused;
    }

    /** Topics that do not take records now. */
    Set<String> stalledTopics() {
        return stalledTopics;
    }

    /** The first failure that can pass; null without any. */
    Exception failure() {
        return failure;
    }

    private Map<OutboxEntry, Future<RecordMetadata>> send(
            List<OutboxEntry> page, Producer<byte[], byte[]> producer) {
        Map<OutboxEntry, Future<RecordMetadata>> answers = new LinkedHashMap<>();
        for (OutboxEntry entry : page) {
            String topic = entry.message().topic();
            // Each try would wait for the topic again.
            if (!stalledTopics.contains(topic)) {
                try {
                    answers.put(entry, producer.send(record(entry.message())));
                } catch (KafkaException e) {
                    fail(entry, e);
                }
            }
        }
        return answers;
    }

    private void settle(OutboxEntry entry, Future<RecordMetadata> answer, Set<Key> held)
            throws InterruptedException {
        Key key = Key.of(entry.message());
        if (refused.containsKey(entry.id())) {
            return;
        }
        if (answer == null) {
            held.add(key);
            return;
        }
        try {
            answer.get();
            if (!held.contains(key)) {
                sent.add(entry.id());
            }
        } catch (ExecutionException e) {
            fail(entry, e.getCause() instanceof Exception cause ? cause : e);
            if (!refused.containsKey(entry.id())) {
                held.add(key);
            }
        }
    }

    private void fail(OutboxEntry entry, Exception e) {
        if (e instanceof RecordTooLargeException || e instanceof InvalidTopicException) {
            refused.put(entry.id(), e.getMessage());
            return;
        }
        stalledTopics.add(entry.message().topic());
        failure = failure == null ? e : failure;
    }

    private static ProducerRecord<byte[], byte[]> record(OutboxMessage message) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(message.topic(), message.key(), message.value());
        for (RecordHeader header : message.headers()) {
            record.headers()
                    .add(header.name(), OriginalBytes.bytes(header.value(), header.encoding()));
        }
        return record;
    }
}
