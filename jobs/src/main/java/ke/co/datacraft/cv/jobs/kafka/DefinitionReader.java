package ke.co.datacraft.cv.jobs.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ke.co.datacraft.cv.operators.record.DefinitionRecord;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topics from their beginning and tells when it has passed the ends that they had then.
 * Waits while the brokers are away; fails, and with it the job, when a topic is missing.
 */
final class DefinitionReader implements SplitReader<DefinitionRecord, DefinitionSplit> {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaEndpoints kafka;
    private final List<String> topics;
    private final boolean bounded;

    private volatile Consumer<byte[], byte[]> consumer;
    private Map<TopicPartition, Long> ends;
    private boolean caughtUp;

    DefinitionReader(KafkaEndpoints kafka, List<String> topics, boolean bounded) {
        this.kafka = kafka;
        this.topics = topics;
        this.bounded = bounded;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<DefinitionSplit> change) {
        // Opened by the first fetch, on the thread that reads.
    }

    @Override
    public RecordsWithSplitIds<DefinitionRecord> fetch() throws IOException {
        RecordsBySplits.Builder<DefinitionRecord> fetched = new RecordsBySplits.Builder<>();
        try {
            if (ends == null) {
                open();
            }
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                fetched.add(
                        DefinitionSplit.ALL,
                        new DefinitionRecord(SourceRecordDeserializer.read(message)));
            }
            if (!caughtUp && hasPassedEnds()) {
                caughtUp = true;
                fetched.add(DefinitionSplit.ALL, DefinitionRecord.CAUGHT_UP);
                if (bounded) {
                    fetched.addFinishedSplit(DefinitionSplit.ALL.splitId());
                }
            }
        } catch (WakeupException e) {
            // Somebody wants the thread; what was polled before is in the builder.
        }
        return fetched.build();
    }

    /** Begins again where it was woken up. */
    private void open() throws IOException {
        if (consumer == null) {
            consumer = create();
        }
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            partitions.addAll(partitions(topic));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        ends = consumer.endOffsets(partitions);
    }

    private Consumer<byte[], byte[]> create() {
        Properties properties = kafka.clientProperties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.groupId() + "-definitions");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> partitions(String topic) throws IOException {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new IOException(
                    "There is no topic "
                            + topic
                            + ": create it, compacted, as `./cv topics create` does");
        }
        return found.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private boolean hasPassedEnds() {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void wakeUp() {
        Consumer<byte[], byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
    }

    @Override
    public void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
