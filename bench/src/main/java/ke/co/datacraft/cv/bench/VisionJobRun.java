package ke.co.datacraft.cv.bench;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.Environment;
import ke.co.datacraft.cv.jobs.JobSettings;
import ke.co.datacraft.cv.jobs.VisionJob;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedStack;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.FlinkOptions;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * VisionJob end to end on embedded services, all on this machine: from the first reference produced
 * to Kafka until the last row is in PostgreSQL. The result cache is off, because the same bytes
 * come again and again.
 */
final class VisionJobRun implements AutoCloseable {

    private static final String TENANT = "bench";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

    private final EmbeddedStack stack;
    private final Connection database;
    private final Producer<String, byte[]> producer;
    private final List<Path> images;

    VisionJobRun(Path folder, Path model, List<Path> images, int threads) throws SQLException {
        this.images = images;
        this.stack = new EmbeddedStack(DataFolder.open(folder), new FlinkOptions(0, threads, 10));
        stack.start(service -> {});
        Endpoints endpoints = stack.endpoints();
        DatabaseUrl url = DatabaseUrl.parse(endpoints.databaseUrl());
        new Migrator(DatabaseSettings.of(url)).migrate();
        this.database = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        try (PreparedStatement tenant =
                database.prepareStatement("SELECT create_tenant_schema(?)")) {
            tenant.setString(1, TENANT);
            tenant.execute();
        }
        Map<String, String> variables = new HashMap<>(endpoints.variables());
        variables.put("CV_YOLO_MODEL", model.toAbsolutePath().toString());
        variables.put("CV_MODEL_PATH", model.toAbsolutePath().getParent().toString());
        variables.put(
                "CV_ALLOWED_FILE_ROOTS", images.get(0).toAbsolutePath().getParent().toString());
        variables.put("CV_RESULT_CACHE_ENABLED", "false");
        variables.put("CV_PARALLELISM", Integer.toString(threads));
        variables.put("CV_INFERENCE_THREADS", Integer.toString(threads));
        JobSettings settings = JobSettings.read(Environment.toConfiguration(variables));
        stack.flink().submit("bench", environment -> VisionJob.build(environment, settings));
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", endpoints.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** One job of {@code count} images. */
    ConcurrentLoop.Round run(int count) throws SQLException {
        UUID job = UUID.randomUUID();
        CpuMeter cpu = new CpuMeter();
        long start = System.nanoTime();
        for (int item = 0; item < count; item++) {
            producer.send(
                    new ProducerRecord<>(
                            TOPICS.images(),
                            job.toString(),
                            ContractCodec.toBytes(reference(job, item, count))));
        }
        producer.flush();
        if (!Waiting.until(PATIENCE, () -> rows(job) >= count)) {
            throw new IllegalStateException(
                    rows(job) + " of " + count + " images have a row after " + PATIENCE);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ConcurrentLoop.Round(
                count / seconds,
                cpu.processSeconds() * 1000 / count,
                cpu.childSeconds() * 1000 / count);
    }

    private ImageReference reference(UUID job, int item, int count) {
        URI uri = images.get(item % images.size()).toAbsolutePath().toUri();
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                job,
                null,
                Identifiers.imageId(TENANT, job.toString(), uri.toString(), "item" + item),
                uri.toString(),
                0,
                null,
                null,
                null,
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)),
                null,
                null,
                Instant.now(),
                null,
                new JobDescription("bench", count, 0, "bench", Instant.now()));
    }

    private int rows(UUID job) throws SQLException {
        try (PreparedStatement count =
                database.prepareStatement(
                        "SELECT count(*) FROM cv.object_detections WHERE tenant_id = ? AND job_id = ?")) {
            count.setString(1, TENANT);
            count.setObject(2, job);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        try {
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The database connection did not close", e);
        } finally {
            stack.close();
        }
    }
}
