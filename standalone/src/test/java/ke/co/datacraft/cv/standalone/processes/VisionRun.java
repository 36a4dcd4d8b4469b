package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.jobs.VisionJob;
import ke.co.datacraft.cv.standalone.services.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** One run of VisionJob over a batch, on topics, a database and a Redis database of its own. */
final class VisionRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Tables to compare, each with what legitimately differs between runs: times and durations. */
    private static final Map<String, String> TABLES =
            Map.of(
                    "processing_jobs",
                    "started_at,completed_at,updated_at",
                    "image_processing",
                    "created_at,processing_duration_ms",
                    "object_detections",
                    "created_at,inference_time_ms,preprocessing_time_ms,postprocessing_time_ms",
                    "image_quality",
                    "created_at,inference_time_ms,preprocessing_time_ms,postprocessing_time_ms");

    private final TestingServices services;
    private final FlinkProcesses flink;
    private final ImageBatch batch;
    private final Topics topics;
    private final TestingDatabase database;
    private final String job;

    /**
     * Submits the job.
     *
     * @param number which run it is, from 0; runs of one test share nothing but the images
     */
    VisionRun(TestingServices services, FlinkProcesses flink, ImageBatch batch, int number)
            throws SQLException {
        this(services, flink, batch, number, Map.of());
    }

    /**
     * Submits the job.
     *
     * @param number which run it is, from 0; runs of one test share nothing but the images
     * @param more settings that differ from those of a common run
     */
    VisionRun(
            TestingServices services,
            FlinkProcesses flink,
            ImageBatch batch,
            int number,
            Map<String, String> more)
            throws SQLException {
        this.services = services;
        this.flink = flink;
        this.batch = batch;
        this.topics = new Topics("run" + number + ".");
        this.database = TestingDatabase.create(services.databaseUrl(), "run" + number);
        TopicSetup.create(services.bootstrapServers(), topics);
        Map<String, String> settings =
                new HashMap<>(settings("run" + number, services.redisUrl(number)));
        settings.putAll(more);
        this.job = flink.submit(FlinkDistribution.ofBuild().jobJar(), VisionJob.class, settings);
    }

    private Map<String, String> settings(String name, String redisUrl) {
        return Map.ofEntries(
                Map.entry("CV_KAFKA_BOOTSTRAP_SERVERS", services.bootstrapServers()),
                Map.entry("CV_KAFKA_GROUP_ID", name),
                Map.entry("CV_TOPIC_PREFIX", topics.prefix()),
                Map.entry("CV_DATABASE_URL", database.url()),
                Map.entry("CV_REDIS_URL", redisUrl),
                Map.entry("CV_ALLOWED_FILE_ROOTS", batch.folder().toString()),
                Map.entry("CV_MODEL_PATH", services.models().toString()),
                Map.entry("CV_YOLO_MODEL", TestingDetector.NAME),
                Map.entry("CV_CHECKPOINT_INTERVAL_SECONDS", "1"),
                Map.entry("CV_INFERENCE_THREADS", "1"),
                Map.entry("CV_USE_GPU", "false"));
    }

    /** Sends the whole batch. */
    void send() {
        batch.send(services.bootstrapServers(), topics);
    }

    /** Images that have their row. */
    long images() throws SQLException {
        return database.number("SELECT count(*) FROM cv.image_processing");
    }

    /** Waits for at least so many images. */
    void awaitImages(long count) {
        await(count + " images", () -> images() >= count);
    }

    /** Waits until every job is over and every row is there. */
    void awaitEnd() {
        await("all jobs COMPLETED", () -> completedJobs() == batch.jobs());
        await("all rows", () -> images() >= batch.size());
        for (String table : List.of("object_detections", "image_quality")) {
            await("all rows of " + table, () -> count(table) >= batch.size());
        }
    }

    private long completedJobs() throws SQLException {
        return database.number(
                "SELECT count(*) FROM cv.processing_jobs WHERE status = 'COMPLETED'");
    }

    /** Rows of a table. */
    long count(String table) throws SQLException {
        return database.number("SELECT count(*) FROM cv." + table);
    }

    /** Rows of the tables that results go to, by table and id, without times and durations. */
    Map<String, Map<String, String>> rows() throws SQLException {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            rows.put(table.getKey(), database.rows(table.getKey(), table.getValue()));
        }
        return rows;
    }

    /** The database, for more questions. */
    TestingDatabase database() {
        return database;
    }

    /** Messages that were ever written to the topic of dead letters. */
    long deadLetterMessages() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", services.bootstrapServers()))) {
            String topic = topics.deadLetters();
            Set<TopicPartition> partitions =
                    admin
                            .describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .stream()
                            .map(partition -> new TopicPartition(topic, partition.partition()))
                            .collect(Collectors.toSet());
            return admin
                    .listOffsets(
                            partitions.stream()
                                    .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }

    /** How often Flink restarted the job. */
    int restarts() throws IOException {
        return flink.rest().restarts(job);
    }

    /** How often Flink restored the job from a checkpoint. */
    int restores() throws IOException {
        return flink.rest().restores(job);
    }

    /** Waits until the job was restarted at least so often. */
    void awaitRestarts(int count) {
        await(count + " restarts", () -> restarts() >= count);
    }

    private void await(String what, Callable<Boolean> condition) {
        Await.until(what, PATIENCE, condition, flink::lastWords);
    }

    /** Cancels the job. */
    @Override
    public void close() throws IOException, SQLException {
        database.close();
        flink.rest().cancel(job);
        await("the end of job " + job, () -> flink.rest().state(job).equals("CANCELED"));
    }
}
