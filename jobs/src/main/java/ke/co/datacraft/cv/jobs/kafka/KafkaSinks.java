package ke.co.datacraft.cv.jobs.kafka;

import java.util.Properties;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.operators.camera.SourceNews;
import ke.co.datacraft.cv.operators.sink.SerializedResult;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Sinks of contract messages, at least once: each message carries its id, so a consumer can tell a
 * repeated one.
 */
public final class KafkaSinks {

    private final KafkaEndpoints kafka;

    /** Sinks into one cluster. */
    public KafkaSinks(KafkaEndpoints kafka) {
        this.kafka = kafka;
    }

    /** {@code cv.results} by job id, or source id of a camera frame. */
    public Sink<SerializedResult> results() {
        return sink(
                kafka.topics().results(),
                message -> owner(message.result()),
                message -> message.result().tenantId(),
                SerializedResult::json,
                message -> message.result().traceparent());
    }

    /** {@code cv.shadow-results} by job id, or source id of a camera frame. */
    public Sink<ImageResult> shadowResults() {
        return sink(
                kafka.topics().shadowResults(),
                KafkaSinks::owner,
                ImageResult::tenantId,
                ImageResult::traceparent);
    }

    private static String owner(ImageResult result) {
        return result.jobId() == null ? result.sourceId() : result.jobId().toString();
    }

    /** {@code cv.job-status} by job id. */
    public Sink<JobStatus> statuses() {
        return sink(
                kafka.topics().jobStatus(),
                status -> status.jobId().toString(),
                JobStatus::tenantId,
                JobStatus::traceparent);
    }

    /** {@code cv.dead-letters} by original key. */
    public Sink<DeadLetter> deadLetters() {
        return sink(
                kafka.topics().deadLetters(),
                DeadLetter::originalKey,
                DeadLetter::tenantId,
                KafkaSinks::trace);
    }

    /** The trace of the record that became a dead letter, which its headers tell. */
    private static String trace(DeadLetter letter) {
        if (letter.originalHeaders() == null) {
            return null;
        }
        return letter.originalHeaders().stream()
                .filter(header -> header.name().equals(Topics.TRACEPARENT_HEADER))
                .map(RecordHeader::value)
                .findFirst()
                .orElse(null);
    }

    /** {@code cv.images} by job id: the references that a retry runs again, and parts. */
    public Sink<ImageReference> resubmits() {
        return sink(
                kafka.topics().images(),
                reference -> reference.jobId().toString(),
                ImageReference::tenantId,
                reference -> reference.part() == null ? null : reference.part().traceparent());
    }

    /** {@code cv.events} by tenant and source id. */
    public Sink<AnalyticsEvent> events() {
        return sink(
                kafka.topics().events(),
                event -> DefinitionKeys.key(event.tenantId(), event.sourceId()),
                AnalyticsEvent::tenantId,
                event -> null);
    }

    /** {@code cv.alerts} by tenant and rule id. */
    public Sink<Alert> alerts() {
        return sink(
                kafka.topics().alerts(),
                alert -> DefinitionKeys.key(alert.tenantId(), alert.ruleId()),
                Alert::tenantId,
                alert -> null);
    }

    /** {@code cv.frames} by source id. */
    public Sink<ImageReference> frames() {
        return sink(
                kafka.topics().frames(),
                ImageReference::sourceId,
                ImageReference::tenantId,
                reference -> null);
    }

    /** {@code cv.source-status} by tenant and source id; a tombstone for a source that is gone. */
    public Sink<SourceNews> sourceNews() {
        return sink(
                kafka.topics().sourceStatus(),
                SourceNews::key,
                SourceNews::tenantId,
                news -> news.status() == null ? null : ContractCodec.toBytes(news.status()),
                news -> null);
    }

    private <T> Sink<T> sink(
            String topic,
            SerializableFunction<T, String> key,
            SerializableFunction<T, String> tenant,
            SerializableFunction<T, String> trace) {
        return sink(topic, key, tenant, ContractCodec::toBytes, trace);
    }

    private <T> Sink<T> sink(
            String topic,
            SerializableFunction<T, String> key,
            SerializableFunction<T, String> tenant,
            SerializableFunction<T, byte[]> value,
            SerializableFunction<T, String> trace) {
        return KafkaSink.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(producerProperties())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(new MessageSerializer<>(topic, key, tenant, value, trace))
                .build();
    }

    /** Durable and small on the wire; the user's properties come last. */
    private Properties producerProperties() {
        Properties properties = new Properties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // The default of 1 MiB is less than a dead letter around a record of that size.
        properties.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topics.MAX_MESSAGE_BYTES));
        properties.putAll(kafka.properties());
        return properties;
    }
}
