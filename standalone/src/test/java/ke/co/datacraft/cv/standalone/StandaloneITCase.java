package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.BarcodeSheet;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.standalone.client.DeadLetterTopic;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.ObjectUploader;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.JobRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The whole system on one machine: sources, commands, a lost Redis, resuming. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneITCase {

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);
    private static final int LAST = 100;

    @TempDir static Path temporary;

    private static final TestingWebServer WEB = new TestingWebServer();

    private static TestingVision vision;
    private static Path root;
    private static Path good;
    private static Path models;

    @BeforeAll
    static void start() throws IOException {
        Path base = temporary.toRealPath();
        root = Files.createDirectory(base.resolve("root"));
        byte[] sample = new SampleGenerator(1).sample(7).bytes();
        good = TestingVision.write(root, "good.jpg", sample);
        WEB.put("/good.jpg", sample);
        models = base.resolve("models");
        TestingModels.write(models);
        vision = new TestingVision(base.resolve("data"), root, variables());
    }

    private static Map<String, String> variables() {
        return Map.of(
                "CV_MODEL_PATH", models.toString(),
                "CV_CLASSIFICATION_MODEL", TestingModels.CLASSIFIER,
                "CV_FACE_MODEL", TestingModels.FACES,
                "CV_EMBEDDING_MODEL", TestingModels.FEATURES);
    }

    @AfterAll
    static void stop() {
        WEB.close();
        if (vision != null) {
            vision.close();
        }
    }

    @Test
    @Order(3)
    void filesWebAndObjectStorageGiveTheSame() throws IOException {
        String object;
        try (ObjectUploader uploader = new ObjectUploader(vision.stack().endpoints().s3())) {
            object = uploader.put("in/good image é.jpg", Files.readAllBytes(good));
        }
        UUID job =
                vision.submit(
                        QUALITY,
                        good.toUri().toString(),
                        WEB.uri("/good.jpg"),
                        object.replace(" ", "%20").replace("é", "%C3%A9"));
        assertThat(vision.await(job, JobState.COMPLETED).error()).isNull();
        assertThat(vision.awaitPages(TestingVision.TENANT, job, 3))
                .hasSize(3)
                .extracting(PageRow::quality)
                .containsOnly(vision.pages(job).get(0).quality());
    }

    @Test
    @Order(3)
    void everyTaskWritesItsRows() {
        Path picture = root.resolve("codes.png");
        BarcodeSheet sheet = new BarcodeSheet(640, 480);
        sheet.put(BarcodeFormat.QR_CODE, "gate 7", 170, 160, 20, 5, 0);
        sheet.put(BarcodeFormat.EAN_13, "4006381333931", 430, 320, 0, 2.5, 40);
        sheet.write(picture);
        UUID job =
                vision.submit(
                        List.of(
                                TaskRequest.of(Tasks.IMAGE_CLASSIFICATION),
                                TaskRequest.of(Tasks.FACE_DETECTION),
                                TaskRequest.of(Tasks.BARCODE),
                                TaskRequest.of(Tasks.EMBEDDING)),
                        picture.toUri().toString());

        assertThat(vision.await(job, JobState.COMPLETED).error()).isNull();
        String rows =
                """
                WITH job AS (SELECT CAST(? AS uuid) AS id)
                SELECT concat_ws(' ', 'class', rank, label, model)
                FROM cv.image_classifications JOIN job ON job_id = job.id
                UNION ALL SELECT concat_ws(' ', 'face', face_index, model,
                    jsonb_array_length(landmarks))
                FROM cv.face_detections JOIN job ON job_id = job.id
                UNION ALL SELECT concat_ws(' ', 'code', barcode_index, symbology, content)
                FROM cv.barcodes JOIN job ON job_id = job.id
                UNION ALL SELECT concat_ws(' ', 'vector', dimensions, model)
                FROM cv.image_embeddings JOIN job ON job_id = job.id
                ORDER BY 1
                """;
        assertThat(vision.awaitRows(rows, job, 7))
                .containsExactly(
                        "class 0 bright testing-classifier",
                        "class 1 middle testing-classifier",
                        "class 2 dark testing-classifier",
                        "code 0 QR_CODE gate 7",
                        "code 1 EAN_13 4006381333931",
                        "face 0 testing-faces 5",
                        "vector 2 testing-features");
    }

    @Test
    @Order(3)
    void redisHoldsTheJob() {
        UUID job = vision.submitQuality(good);
        vision.await(job, JobState.COMPLETED);
        String key = "cv:" + TestingVision.TENANT + ":job:" + job;
        try (RedisClient redis = redis()) {
            assertThat(
                            Waiting.until(
                                    TestingVision.PATIENCE,
                                    () -> redis.hgetAll(key).containsValue("COMPLETED")))
                    .as("hash %s: %s", key, redis.hgetAll(key))
                    .isTrue();
            assertThat(redis.keys("cv:" + TestingVision.TENANT + ":result:*")).isNotEmpty();
        }
    }

    private static RedisClient redis() {
        return RedisClient.create(vision.stack().endpoints().redisUrl());
    }

    @Test
    @Order(4)
    void aCancelledJobStopsAndSkipsTheRest() {
        UUID job = UUID.randomUUID();
        List<ImageReference> references =
                new JobRequest(
                                TestingVision.TENANT,
                                job,
                                "to cancel",
                                List.of(good.toUri().toString(), WEB.uri("/good.jpg")),
                                List.of(QUALITY))
                        .references(Instant.now());
        vision.submit(references.get(0));
        vision.awaitPages(TestingVision.TENANT, job, 1);
        vision.command(JobCommand.Type.CANCEL, job);
        assertThat(vision.await(job, JobState.CANCELLED).state()).isEqualTo(JobState.CANCELLED);
        vision.submit(references.get(1));
        // What comes after in the same partition is done, so the skipped one was seen.
        UUID after = vision.submitQuality(good);
        vision.await(after, JobState.COMPLETED);
        assertThat(vision.jobRow(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(vision.pages(job)).hasSize(1);
    }

    @Test
    @Order(4)
    void aFailedJobIsRetriedAndCompletes() throws IOException {
        Path late = root.resolve("late.jpg");
        UUID job = vision.submitQuality(good, late);
        assertThat(vision.await(job, JobState.FAILED).failed()).isEqualTo(1);
        Files.copy(good, late);
        vision.command(JobCommand.Type.RETRY, job);
        JobRow row = vision.await(job, JobState.COMPLETED);
        assertThat(row.state()).isEqualTo(JobState.COMPLETED);
        assertThat(row.completed()).isEqualTo(2);
        assertThat(vision.awaitPages(TestingVision.TENANT, job, 2)).hasSize(2);
        vision.command(JobCommand.Type.RETRY, job);
        assertThat(vision.awaitLetters(job, 2))
                .extracting(DeadLetter::reason)
                .containsExactly(ReasonCode.NOT_FOUND, ReasonCode.RETRY_REFUSED);
    }

    @Test
    @Order(4)
    void aDeadLetterIsListedAndReplayed() throws IOException {
        Path late = root.resolve("replayed.jpg");
        UUID job = vision.submitQuality(late);
        vision.await(job, JobState.FAILED);
        DeadLetter letter = vision.awaitLetters(job, 1).get(0);
        Files.copy(good, late);
        assertThat(run("deadletters", "list", "--job", job.toString()))
                .contains(letter.id().toString(), "NOT_FOUND");
        assertThat(run("deadletters", "replay", "--id", letter.id().toString()))
                .contains("replayed 1");
        assertThat(vision.awaitPages(TestingVision.TENANT, job, 1)).hasSize(1);
        assertThat(vision.letters(job)).hasSize(1);
    }

    @Test
    @Order(4)
    void framesOfACameraHaveTheirOwnLane() {
        ImageReference frame =
                new ImageReference(
                        ContractCodec.SCHEMA_VERSION,
                        TestingVision.TENANT,
                        null,
                        "gate-1",
                        null,
                        good.toUri().toString(),
                        null,
                        null,
                        null,
                        null,
                        List.of(QUALITY),
                        null,
                        Instant.now(),
                        Instant.now(),
                        null,
                        null);
        vision.submitter()
                .submit(
                        vision.stack().topics().frames(),
                        "gate-1".getBytes(StandardCharsets.UTF_8),
                        ContractCodec.toBytes(frame),
                        TestingVision.TENANT);
        try (RedisClient redis = redis()) {
            String key = "cv:" + TestingVision.TENANT + ":source:gate-1";
            assertThat(Waiting.until(TestingVision.PATIENCE, () -> redis.exists(key))).isTrue();
        }
    }

    @Test
    @Order(5)
    void withoutRedisWorkGoesOn() {
        vision.stack().services().redis().close();
        try {
            UUID without = vision.submitQuality(good);
            assertThat(vision.await(without, JobState.COMPLETED).state())
                    .isEqualTo(JobState.COMPLETED);
        } finally {
            vision.stack().services().redis().start();
        }
        UUID with = vision.submitQuality(good);
        assertThat(vision.await(with, JobState.COMPLETED).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    @Order(6)
    void nothingOfAllThatRestartedTheJob() throws Exception {
        vision.assertNeverRestarted();
        try (var metrics =
                java.net.URI.create(vision.stack().endpoints().metricsUrl()).toURL().openStream()) {
            assertThat(new String(metrics.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("cv_processing_jobs_total", "cv_dead_letters_total");
        }
    }

    @Test
    @Order(LAST)
    void aSecondStartGoesOnWithTheFolder() throws IOException {
        UUID done = vision.submitQuality(good);
        vision.await(done, JobState.COMPLETED);
        Path late = root.resolve("after-restart.jpg");
        UUID failed = vision.submitQuality(late);
        vision.await(failed, JobState.FAILED);
        vision.awaitLetters(failed, 1);
        int letters = vision.letters().size();
        vision.close();
        Files.copy(good, late);
        vision = new TestingVision(temporary.toRealPath().resolve("data"), root, variables());
        assertThat(vision.jobRow(done).state()).isEqualTo(JobState.COMPLETED);
        assertThat(vision.letters()).hasSize(letters);
        // Only the job's state of before knows what to retry.
        vision.command(JobCommand.Type.RETRY, failed);
        assertThat(vision.await(failed, JobState.COMPLETED).state()).isEqualTo(JobState.COMPLETED);
        assertThat(
                        new DeadLetterTopic(
                                        vision.stack().endpoints().bootstrapServers(),
                                        vision.stack().topics())
                                .list())
                .hasSize(letters);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        Path data = vision.stack().services().data().root();
        String[] all =
                Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toArray(String[]::new);
        int code =
                CommandLineInterface.create(new PrintWriter(out), new PrintWriter(out))
                        .execute(all);
        assertThat(code).as(out.toString()).isEqualTo(ExitCodes.OK);
        return out.toString();
    }
}
