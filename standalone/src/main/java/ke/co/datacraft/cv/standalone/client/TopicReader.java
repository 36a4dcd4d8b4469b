package ke.co.datacraft.cv.standalone.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics on its own, without a consumer group. For one thread. */
public final class TopicReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();

    private TopicReader(
            String bootstrapServers, Map<String, String> properties, List<String> topics) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "enable.auto.commit", "false",
                        "auto.offset.reset", "earliest",
                        "max.poll.records", "2000",
                        "default.api.timeout.ms", Long.toString(PATIENCE.toMillis())));
        this.consumer =
                new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            for (String topic : topics) {
                List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
                if (found == null || found.isEmpty()) {
                    throw new ServiceException(
                            "Kafka at "
                                    + bootstrapServers
                                    + " has no topic "
                                    + topic
                                    + ": create it with ./cv topics create");
                }
                found.forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
            }
            consumer.assign(partitions);
        } catch (KafkaException e) {
            consumer.close();
            throw new ServiceException(
                    "Cannot read Kafka at " + bootstrapServers + ": " + e.getMessage(), e);
        } catch (ServiceException e) {
            consumer.close();
            throw e;
        }
    }

    /** Reads what is written from now on. */
    public static TopicReader fromNow(String bootstrapServers, String... topics) {
        TopicReader reader = new TopicReader(bootstrapServers, Map.of(), List.of(topics));
        Map<TopicPartition, Long> ends = reader.consumer.endOffsets(reader.partitions);
        ends.forEach((partition, offset) -> reader.consumer.seek(partition, offset));
        return reader;
    }

    /** Reads from the beginning. */
    public static TopicReader fromBeginning(String bootstrapServers, String... topics) {
        return fromBeginning(bootstrapServers, Map.of(), topics);
    }

    /**
     * Reads from the beginning.
     *
     * @param properties further ones of the client, such as those to sign in
     */
    public static TopicReader fromBeginning(
            String bootstrapServers, Map<String, String> properties, String... topics) {
        TopicReader reader = new TopicReader(bootstrapServers, properties, List.of(topics));
        reader.consumer.seekToBeginning(reader.partitions);
        return reader;
    }

    /** Keys, as texts, whose last record is no tombstone. */
    public static Set<String> standingKeys(List<ConsumerRecord<byte[], byte[]>> records) {
        Set<String> keys = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() == null) {
                continue;
            }
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null || record.value().length == 0) {
                keys.remove(key);
            } else {
                keys.add(key);
            }
        }
        return keys;
    }

    /** What came since the last call; waits a moment when there is nothing. */
    public List<ConsumerRecord<byte[], byte[]>> poll() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(PAUSE).forEach(records::add);
        return records;
    }

    /** Everything up to what was there when the call began. */
    public List<ConsumerRecord<byte[], byte[]>> toEnd() {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            List<ConsumerRecord<byte[], byte[]>> next = poll();
            records.addAll(next);
            if (!next.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() - deadline > 0) {
                throw new ServiceException("Kafka does not deliver " + partitions);
            }
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
