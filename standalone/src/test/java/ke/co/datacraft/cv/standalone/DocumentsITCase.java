package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.JobRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.client.TopicReader;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents and chains on the whole system, down to the rows. */
class DocumentsITCase {

    private static final TaskRequest OCR = new TaskRequest(Tasks.OCR, "ppocr", Map.of());

    @TempDir static Path temporary;
    private static TestingVision vision;
    private static Path root;

    @BeforeAll
    static void start() throws IOException {
        Path base = temporary.toRealPath();
        root = Files.createDirectory(base.resolve("root"));
        Path models = base.resolve("models");
        TestingDetector.write(models);
        Path pipelines = Files.createDirectory(base.resolve("pipelines"));
        Files.writeString(
                pipelines.resolve("signs.yaml"),
                """
                name: signs
                tasks:
                  - task: object_detection
                    step: boxes
                  - task: ocr
                    model: ppocr
                    on: {step: boxes, labels: [box]}
                """);
        vision =
                new TestingVision(
                        base.resolve("data"),
                        root,
                        Map.of(
                                "CV_MODEL_PATH",
                                models.toString(),
                                "CV_YOLO_MODEL",
                                TestingDetector.NAME,
                                "CV_PIPELINE_PATH",
                                pipelines.toString(),
                                "CV_PAGES_PER_REFERENCE",
                                "4"));
    }

    @AfterAll
    static void stop() {
        if (vision != null) {
            vision.close();
        }
    }

    @Test
    void aLongDocumentMovesItsJobPartByPartAndFillsTheTables() throws Exception {
        String[] lines =
                IntStream.range(0, 18).mapToObj(i -> "Page number " + i).toArray(String[]::new);
        Path file = TestingVision.write(root, "long.pdf", SamplePdf.text(lines));

        UUID job = vision.submit(OCR, file.toUri().toString());

        JobRow row = vision.await(job, JobState.COMPLETED);
        assertThat(row.error()).isNull();
        assertThat(row.state()).isEqualTo(JobState.COMPLETED);
        assertThat(row.total()).isEqualTo(5);
        assertThat(row.completed()).isEqualTo(5);
        List<PageRow> pages = vision.awaitPages(TestingVision.TENANT, job, 18);
        assertThat(pages)
                .extracting(PageRow::page)
                .containsExactlyElementsOf(IntStream.range(0, 18).boxed().toList());
        assertThat(pages.get(17).text()).contains("Page number 17");
        // Rows and messages come by different ways.
        Waiting.until(
                TestingVision.PATIENCE,
                () -> statuses(job).stream().anyMatch(s -> s.state() == JobState.COMPLETED));
        assertThat(statuses(job))
                .extracting(JobStatus::progressPercentage)
                .contains(20.0, 40.0, 60.0, 80.0, 100.0)
                .isSorted();
        vision.assertNeverRestarted();
    }

    @Test
    void aLockedDocumentIsOneDeadLetter() throws Exception {
        Path file =
                TestingVision.write(
                        root, "locked.pdf", SamplePdf.encrypted("secret", "owner", "hidden"));

        UUID job = vision.submit(OCR, file.toUri().toString());

        assertThat(vision.await(job, JobState.FAILED).error()).contains("password");
        assertThat(vision.awaitLetters(job, 1))
                .extracting(DeadLetter::reason)
                .containsExactly(ReasonCode.ENCRYPTED_FILE);
    }

    @Test
    void aPipelineReadsTheSignsThatADetectorFound() throws Exception {
        byte[] png = SampleImages.signAt(new int[] {960, 960}, new int[] {130, 140}, "EXIT 42");
        Path file = TestingVision.write(root, "street.png", png);
        UUID job = UUID.randomUUID();

        vision.submit(reference(job, file, "signs"));

        assertThat(vision.await(job, JobState.COMPLETED).error()).isNull();
        Waiting.until(TestingVision.PATIENCE, () -> chained(job).size() == 1);
        assertThat(chained(job))
                .containsExactly("EXIT 42|boxes|0|box|[120.0, 120.0, 240.0, 180.0]");
        assertThat(texts("SELECT processing_type FROM cv.processing_jobs WHERE id = ?", job))
                .containsExactly("object_detection,ocr");
        assertThat(vision.pages(job)).hasSize(1);
    }

    @Test
    void anUnknownPipelineIsADeadLetter() throws Exception {
        Path file = TestingVision.write(root, "any.png", SampleImages.png(64, 48, 1));
        UUID job = UUID.randomUUID();

        vision.submit(reference(job, file, "nonesuch"));

        assertThat(vision.await(job, JobState.FAILED).error()).contains("nonesuch", "signs");
        assertThat(vision.awaitLetters(job, 1))
                .extracting(DeadLetter::reason)
                .containsExactly(ReasonCode.UNKNOWN_PIPELINE);
    }

    private static ImageReference reference(UUID job, Path file, String pipeline) {
        Instant now = Instant.now();
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TestingVision.TENANT,
                job,
                null,
                null,
                file.toUri().toString(),
                null,
                null,
                null,
                null,
                List.of(),
                pipeline,
                null,
                now,
                null,
                new JobDescription("signs", 1, 0, "tester", now));
    }

    private static List<JobStatus> statuses(UUID job) throws ContractException {
        List<JobStatus> statuses = new ArrayList<>();
        try (TopicReader reader =
                TopicReader.fromBeginning(
                        vision.stack().endpoints().bootstrapServers(),
                        vision.stack().topics().jobStatus())) {
            for (var record : reader.toEnd()) {
                JobStatus status = ContractCodec.read(record.value(), JobStatus.class);
                if (job.equals(status.jobId())) {
                    statuses.add(status);
                }
            }
        }
        return statuses;
    }

    private static List<String> chained(UUID job) {
        return texts(
                """
                SELECT concat_ws('|', o.full_text, o.region_step, o.region_index, o.region_label,
                                 o.region_bbox)
                FROM cv.ocr_pages o JOIN cv.image_processing i
                    ON i.tenant_id = o.tenant_id AND i.id = o.image_id
                WHERE i.job_id = ?
                """,
                job);
    }

    private static List<String> texts(String sql, UUID job) {
        DatabaseUrl url = DatabaseUrl.parse(vision.stack().endpoints().databaseUrl());
        List<String> texts = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, job);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the tables", e);
        }
        return texts;
    }
}
