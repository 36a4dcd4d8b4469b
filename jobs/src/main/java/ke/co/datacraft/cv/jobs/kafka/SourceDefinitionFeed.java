package ke.co.datacraft.cv.jobs.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.operators.camera.DefinitionFeed;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Follows {@code cv.sources} from its beginning. It needs no group: a compacted topic is read whole
 * at each start. While the brokers are away nothing comes, and nothing else happens.
 */
public final class SourceDefinitionFeed implements DefinitionFeed {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaEndpoints kafka;
    private final Object lock = new Object();
    private volatile Consumer<byte[], byte[]> consumer;
    private volatile boolean closed;
    private Map<TopicPartition, Long> ends;
    private boolean caughtUp;

    private SourceDefinitionFeed(KafkaEndpoints kafka) {
        this.kafka = kafka;
    }

    /** Feeds from a cluster. */
    public static DefinitionFeed.Factory factory(KafkaEndpoints kafka) {
        String servers = kafka.bootstrapServers();
        String group = kafka.groupId();
        String prefix = kafka.topics().prefix();
        Map<String, String> properties = kafka.properties();
        return () ->
                new SourceDefinitionFeed(
                        new KafkaEndpoints(servers, group, new Topics(prefix), properties));
    }

    @Override
    public Batch poll() throws IOException {
        synchronized (lock) {
            if (closed) {
                return new Batch(List.of(), false);
            }
            List<SourceRecord> records = new ArrayList<>();
            try {
                if (ends == null) {
                    open();
                }
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    records.add(SourceRecordDeserializer.read(message));
                }
                caughtUp =
                        caughtUp
                                || ends.entrySet().stream()
                                        .allMatch(
                                                end ->
                                                        consumer.position(end.getKey(), POLL)
                                                                >= end.getValue());
            } catch (WakeupException e) {
                // It is being closed.
                return new Batch(List.of(), false);
            } catch (TimeoutException e) {
                // What was polled must not be lost; the brokers may be back next time.
                if (records.isEmpty()) {
                    throw e;
                }
            }
            return new Batch(records, caughtUp);
        }
    }

    private void open() throws IOException {
        if (consumer == null) {
            consumer = create();
        }
        String topic = kafka.topics().sources();
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new IOException(
                    "There is no topic "
                            + topic
                            + ": create it, compacted, as `./cv topics create` does");
        }
        List<TopicPartition> partitions =
                found.stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions);
    }

    private Consumer<byte[], byte[]> create() {
        Properties properties = kafka.clientProperties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.groupId() + "-sources");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        closed = true;
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        synchronized (lock) {
            if (consumer != null) {
                consumer.close();
            }
        }
    }
}
