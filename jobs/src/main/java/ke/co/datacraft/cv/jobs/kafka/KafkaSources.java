package ke.co.datacraft.cv.jobs.kafka;

import ke.co.datacraft.cv.operators.record.SourceRecord;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Sources of raw records. Without a checkpoint they start at the group's committed offsets, else at
 * the earliest record. They commit with each checkpoint and look for new partitions.
 */
public final class KafkaSources {

    private static final String DISCOVERY_INTERVAL_MILLISECONDS = "30000";

    private final KafkaEndpoints kafka;

    /** Sources from one cluster. */
    public KafkaSources(KafkaEndpoints kafka) {
        this.kafka = kafka;
    }

    /** A source of one topic; each topic has its own client ids. */
    public KafkaSource<SourceRecord> topic(String topic) {
        return source(topic, start(TopicRange.COMMITTED));
    }

    /**
     * A source of a compacted topic: a job without a checkpoint reads all of it, whatever its group
     * has read before.
     */
    public KafkaSource<SourceRecord> compacted(String topic) {
        return source(topic, OffsetsInitializer.earliest());
    }

    /** A source of a part of a topic. */
    public KafkaSource<SourceRecord> range(String topic, TopicRange range) {
        KafkaSourceBuilder<SourceRecord> source = builder(topic, start(range));
        if (range.isBounded()) {
            source.setBounded(OffsetsInitializer.timestamp(range.end().toEpochMilli()));
        }
        return source.build();
    }

    @SuppressWarnings("deprecation") // The connector knows no other type of reset strategy yet.
    private static OffsetsInitializer start(TopicRange range) {
        return switch (range.start()) {
            case COMMITTED -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            case EARLIEST -> OffsetsInitializer.earliest();
            case TIME -> OffsetsInitializer.timestamp(range.from().toEpochMilli());
        };
    }

    private KafkaSource<SourceRecord> source(String topic, OffsetsInitializer start) {
        return builder(topic, start).build();
    }

    private KafkaSourceBuilder<SourceRecord> builder(String topic, OffsetsInitializer start) {
        return KafkaSource.<SourceRecord>builder()
                .setProperty(
                        KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                        DISCOVERY_INTERVAL_MILLISECONDS)
                .setProperties(kafka.clientProperties())
                .setBootstrapServers(kafka.bootstrapServers())
                .setGroupId(kafka.groupId())
                .setClientIdPrefix(kafka.groupId() + "-" + topic)
                .setTopics(topic)
                .setStartingOffsets(start)
                .setProperty(
                        KafkaSourceOptions.COMMIT_OFFSETS_ON_CHECKPOINT.key(),
                        Boolean.TRUE.toString())
                .setDeserializer(new SourceRecordDeserializer());
    }
}
