package ke.co.datacraft.cv.standalone.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.OriginalBytes;
import ke.co.datacraft.cv.contracts.RecordHeader;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes jobs, commands and other records to Kafka; each call returns when the broker has them. */
public final class JobSubmitter implements AutoCloseable {

    private final Topics topics;
    private final Producer<byte[], byte[]> producer;

    /**
     * @param bootstrapServers {@code host:port}, separated by commas
     */
    public JobSubmitter(String bootstrapServers, Topics topics) {
        this.topics = topics;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", bootstrapServers,
                                "acks", "all",
                                "max.block.ms", "20000",
                                "delivery.timeout.ms", "40000",
                                "request.timeout.ms", "20000",
                                "linger.ms", "5"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** A job's references, to {@code cv.images}. */
    public void submit(JobRequest job) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ImageReference reference : job.references(Instant.now())) {
            records.add(
                    record(
                            topics.images(),
                            bytes(job.jobId().toString()),
                            ContractCodec.toBytes(reference),
                            job.tenantId()));
        }
        send(records);
    }

    /** An order to a job, to {@code cv.commands}. */
    public void submit(JobCommand command) {
        send(
                List.of(
                        record(
                                topics.commands(),
                                bytes(command.jobId().toString()),
                                ContractCodec.toBytes(command),
                                command.tenantId())));
    }

    /**
     * Any record.
     *
     * @param key may be null
     * @param tenant for the header, may be null
     */
    public void submit(String topic, byte[] key, byte[] value, String tenant) {
        send(List.of(record(topic, key, value, tenant)));
    }

    /**
     * A record as it was once read.
     *
     * @param key may be null
     * @param headers in their order
     */
    public void resubmit(String topic, byte[] key, byte[] value, List<RecordHeader> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        for (RecordHeader header : headers) {
            record.headers()
                    .add(header.name(), OriginalBytes.bytes(header.value(), header.encoding()));
        }
        send(List.of(record));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, byte[] key, byte[] value, String tenant) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        if (tenant != null) {
            record.headers().add(Topics.TENANT_HEADER, bytes(tenant));
        }
        return record;
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        try {
            for (Future<RecordMetadata> future : sent) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new ServiceException(
                    "Cannot write to Kafka: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while writing to Kafka", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
