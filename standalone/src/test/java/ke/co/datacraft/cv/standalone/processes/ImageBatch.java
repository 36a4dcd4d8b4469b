package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Small pictures, no two alike, and the references of the jobs that analyse them: the same ids and
 * times whenever they are sent.
 */
final class ImageBatch {

    /** Owner of the jobs. */
    static final String TENANT = "loss-test";

    private static final Instant SUBMITTED = Instant.parse("2026-01-31T12:00:00.000Z");

    private final Path folder;
    private final int jobs;
    private final int imagesPerJob;

    private ImageBatch(Path folder, int jobs, int imagesPerJob) {
        this.folder = folder;
        this.jobs = jobs;
        this.imagesPerJob = imagesPerJob;
    }

    /** Writes the JPEGs, 64 x 48 to 159 x 119 pixels. */
    static ImageBatch write(Path folder, int jobs, int imagesPerJob) throws IOException {
        Files.createDirectories(folder);
        ImageBatch batch = new ImageBatch(folder.toRealPath(), jobs, imagesPerJob);
        for (int i = 0; i < batch.size(); i++) {
            Files.write(batch.file(i), SampleImages.jpeg(64 + i % 96, 48 + i % 72, i));
        }
        return batch;
    }

    int size() {
        return jobs * imagesPerJob;
    }

    int jobs() {
        return jobs;
    }

    int imagesPerJob() {
        return imagesPerJob;
    }

    /** Root that the job must be allowed to read. */
    Path folder() {
        return folder;
    }

    /** Sends all references, the jobs' mixed, and returns when the broker has them. */
    void send(String bootstrapServers, Topics topics) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "5");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            IntStream.range(0, size())
                    .mapToObj(i -> producer.send(message(topics.images(), reference(i))))
                    .toList()
                    .forEach(
                            sent -> {
                                try {
                                    sent.get();
                                } catch (Exception e) {
                                    throw new IllegalStateException("Kafka refused", e);
                                }
                            });
        }
    }

    private static ProducerRecord<byte[], byte[]> message(String topic, ImageReference reference) {
        byte[] key = reference.jobId().toString().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, key, ContractCodec.toBytes(reference));
        message.headers()
                .add(Topics.TENANT_HEADER, reference.tenantId().getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private ImageReference reference(int index) {
        int job = index % jobs;
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                UUID.nameUUIDFromBytes(("job-" + job).getBytes(StandardCharsets.UTF_8)),
                null,
                null,
                file(index).toUri().toString(),
                null,
                null,
                "image/jpeg",
                null,
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION), TaskRequest.of(Tasks.QUALITY)),
                null,
                null,
                SUBMITTED,
                null,
                new JobDescription("Job " + job, imagesPerJob, 0, "tester", SUBMITTED));
    }

    private Path file(int index) {
        return folder.resolve("image-%04d.jpg".formatted(index));
    }
}
