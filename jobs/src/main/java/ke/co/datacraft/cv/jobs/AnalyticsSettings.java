package ke.co.datacraft.cv.jobs;

import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.jobs.kafka.KafkaEndpoints;
import ke.co.datacraft.cv.jobs.kafka.TopicRange;
import ke.co.datacraft.cv.jobs.postgres.DatabaseSettings;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.settings.EvidenceSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.apache.flink.configuration.Configuration;

/**
 * Everything AnalyticsJob was told, read once and checked.
 *
 * @param analytics what the operators need
 * @param deliveries how alerts are handed on
 * @param range which results are read
 * @param kafka Kafka
 * @param database PostgreSQL
 * @param redis Redis, or null to run without
 * @param evidence how frames that show events best are kept, or null to keep none for longer
 * @param encryption keys of what is encrypted at rest
 * @param tracing traces
 * @param runtime how Flink runs it
 * @param stateBackend {@code hashmap} or {@code rocksdb}
 */
public record AnalyticsSettings(
        SourceAnalyticsSettings analytics,
        DeliverySettings deliveries,
        TopicRange range,
        KafkaEndpoints kafka,
        DatabaseSettings database,
        RedisSettings redis,
        EvidenceSettings evidence,
        EncryptionKeys encryption,
        TracingSettings tracing,
        RuntimeSettings runtime,
        String stateBackend) {

    /**
     * Reads the {@link AnalyticsOptions} and what it shares of {@link VisionOptions} out of a
     * configuration; other keys are ignored.
     *
     * @throws SettingsException naming key, variable, value and cure of the first wrong value
     */
    public static AnalyticsSettings read(Configuration configuration) {
        return new AnalyticsSettingsFactory(new SettingsReader(configuration)).create();
    }
}
