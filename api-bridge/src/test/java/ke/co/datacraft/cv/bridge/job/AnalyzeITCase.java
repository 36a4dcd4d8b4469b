package ke.co.datacraft.cv.bridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TestingTasks;
import ke.co.datacraft.cv.contracts.ImageReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnalyzeITCase {

    private static ApiBridge bridge;

    private final UploadClient client =
            new UploadClient(bridge, TestingServices.shared(), TestingBridge.tenant());
    private final TestingResults results =
            new TestingResults(TestingServices.shared(), client.jobs().tenant());

    @BeforeAll
    static void start() {
        bridge =
                TestingBridge.start(
                        Map.of(
                                "CV_ANALYZE_MAX_FILE_SIZE_MB", "1",
                                "CV_ANALYZE_TIMEOUT_SECONDS", "120"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private CompletableFuture<HttpResponse<String>> analyze(String query) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return client.send("/analyze" + query, "image/jpeg", UploadClient.JPEG);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                });
    }

    private UUID submitted() throws Exception {
        return UUID.fromString(
                Eventually.get(
                        "a job",
                        () ->
                                client.jobs()
                                        .text(
                                                "SELECT id FROM cv.processing_jobs"
                                                        + " WHERE tenant_id = ?"),
                        id -> id != null));
    }

    @Test
    void answersWithTheResultWhenTheJobAndItsRowsAreThere() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = analyze("?bbox_format=xyxy&task=quality");
        UUID job = submitted();
        // The job's row is often there first.
        client.jobs().move(job.toString(), "COMPLETED", "");
        results.store(results.image(job, "a.jpg", 0, TestingTasks.quality()));

        HttpResponse<String> response = answer.get(120, TimeUnit.SECONDS);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + job);
        JsonNode body = UploadClient.json(response);
        assertThat(body.get("job_id").asText()).isEqualTo(job.toString());
        assertThat(body.get("results")).hasSize(1);
        assertThat(body.at("/results/0/tasks/0/task").asText()).isEqualTo("quality");
        Eventually.until("references relayed", client.jobs()::isRelayed);
        ImageReference reference = client.jobs().references().get(0);
        assertThat(reference.priority()).isEqualTo(10);
        assertThat(reference.contentType()).isEqualTo("image/jpeg");
        assertThat(client.onlyStored()).isEqualTo(UploadClient.JPEG);
    }

    @Test
    void aFailedAnalysisSaysWhy() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = analyze("");
        UUID job = submitted();
        client.jobs().move(job.toString(), "FAILED", ", error_message = 'The JPEG is cut off'");

        HttpResponse<String> response = answer.get(120, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(422);
        JsonNode problem = UploadClient.json(response);
        assertThat(problem.get("code").asText()).isEqualTo("analysis_failed");
        assertThat(problem.get("detail").asText()).isEqualTo("The JPEG is cut off");
        assertThat(response.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + job);
    }

    @Test
    void answersWithTheJobWhenTheResultDoesNotComeInTime() throws Exception {
        HttpResponse<String> response = analyze("?wait_seconds=0.1").get(120, TimeUnit.SECONDS);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(UploadClient.json(response).get("state").asText()).isEqualTo("PENDING");
        assertThat(response.headers().firstValue("Location"))
                .hasValue("/api/v1/jobs/" + submitted());
    }

    @Test
    void withoutAPlaceToWaitItAnswersWithTheJobAtOnce() throws Exception {
        try (ApiBridge full = TestingBridge.start(Map.of("CV_ANALYZE_MAX_WAITING", "0"))) {
            UploadClient one =
                    new UploadClient(full, TestingServices.shared(), client.jobs().tenant());

            assertThat(one.send("/analyze", "image/jpeg", UploadClient.JPEG).statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void theFormSaysWhatTheQueryDoesNot() throws Exception {
        client.send(
                "/analyze?wait_seconds=0",
                UploadBody.CONTENT_TYPE,
                new UploadBody().file("scan.png", UploadClient.PNG).field("tasks", "ocr").closed());
        Eventually.until("references relayed", client.jobs()::isRelayed);

        ImageReference reference = client.jobs().references().get(0);
        assertThat(reference.tasks()).extracting(task -> task.task()).containsExactly("ocr");
        assertThat(reference.originalFilename()).isEqualTo("scan.png");
        assertThat(reference.job().name()).isEqualTo("scan.png");
    }

    @Test
    void theQuerySaysTaskAndModel() throws Exception {
        client.send(
                "/analyze?wait_seconds=0&task=ocr&model=tesseract",
                "application/octet-stream",
                UploadClient.PNG);
        client.send("/analyze?wait_seconds=0", "application/octet-stream", UploadClient.PNG);
        client.send("/analyze?wait_seconds=0&pipeline=p", "image/png", UploadClient.PNG);
        Eventually.until("references relayed", client.jobs()::isRelayed);

        List<ImageReference> references = client.jobs().references();
        assertThat(references)
                .extracting(
                        r ->
                                r.pipeline()
                                        + " "
                                        + r.tasks().stream()
                                                .map(t -> t.task() + "@" + t.model())
                                                .toList())
                .containsExactlyInAnyOrder(
                        "null [ocr@tesseract]", "null [object_detection@null]", "p []");
    }

    @Test
    void ofWhatIsRefusedNothingStays() throws Exception {
        assertThat(
                        client.send("/analyze", "image/jpeg", UploadClient.jpeg((1 << 20) + 1))
                                .statusCode())
                .isEqualTo(413);
        assertThat(client.send("/analyze", "image/jpeg", "text".getBytes()).statusCode())
                .isEqualTo(415);
        assertThat(
                        client.send(
                                        "/analyze?task=ocr,quality&model=m",
                                        "image/jpeg",
                                        UploadClient.JPEG)
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        client.send(
                                        "/analyze",
                                        UploadBody.CONTENT_TYPE,
                                        new UploadBody()
                                                .file("a.jpg", UploadClient.JPEG)
                                                .file("b.jpg", UploadClient.JPEG)
                                                .closed())
                                .statusCode())
                .isEqualTo(400);
        assertThat(client.isBare()).isTrue();
    }
}
