package ke.co.datacraft.cv.bridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.TaskRequest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobsITCase {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static ApiBridge bridge;

    private final JobsClient client =
            new JobsClient(bridge, TestingServices.shared(), TestingBridge.tenant());

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_MAX_REFERENCES_PER_JOB", "5"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private void awaitRelay() throws Exception {
        Eventually.until("an empty outbox", client::isRelayed);
    }

    @Test
    void acceptedJobIsARowAndItsReferences() throws Exception {
        HttpResponse<String> response =
                client.submit(
                        """
                        {"name": "Receipts", "priority": 8, "max_retries": 1,
                         "content_type": "image/tiff", "parameters": {"psm": 6, "languages": "eng"},
                         "tasks": [{"task": "ocr", "parameters": {"languages": "fra"}}, {"task": "quality"}],
                         "references": [
                           {"uri": "https://example.com/1.tiff", "page": 2,
                            "capture_time": "2026-01-31T12:00:00+01:00"},
                           {"uri": "https://example.com/2.pdf", "content_type": "application/pdf",
                            "original_filename": "two.pdf"}]}
                        """);

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode job = TestingHttp.json(response);
        String id = job.get("job_id").asText();
        assertThat(response.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + id);
        assertThat(job.get("state").asText()).isEqualTo("PENDING");
        assertThat(client.get("/jobs/" + id)).isEqualTo(job);
        awaitRelay();
        List<ImageReference> references = client.references();
        assertThat(references).hasSize(2);
        ImageReference first = references.get(0);
        assertThat(first.jobId()).hasToString(id);
        assertThat(first.page()).isEqualTo(2);
        assertThat(first.priority()).isEqualTo(8);
        assertThat(first.contentType()).isEqualTo("image/tiff");
        assertThat(first.captureTime()).hasToString("2026-01-31T11:00:00Z");
        assertThat(first.tasks())
                .containsExactly(
                        new TaskRequest("ocr", null, Map.of("languages", "fra", "psm", "6")),
                        new TaskRequest("quality", null, Map.of("languages", "eng", "psm", "6")));
        assertThat(first.job().index()).isZero();
        assertThat(references.get(1).job().index()).isEqualTo(1);
        assertThat(references.get(1).contentType()).isEqualTo("application/pdf");
        assertThat(references.get(1).originalFilename()).isEqualTo("two.pdf");
        assertRowSaysWhatTheStreamWillSay(first);
    }

    /** The stream leaves these columns alone where a row exists, so they must be the same. */
    private void assertRowSaysWhatTheStreamWillSay(ImageReference reference) throws Exception {
        String row =
                client.text(
                        "SELECT concat_ws('|', job_name, processing_type, content_type,"
                                + " input_file_path, max_retries, priority, created_by,"
                                + " total_images, extract(epoch FROM created_at) * 1000)"
                                + " FROM cv.processing_jobs WHERE tenant_id = ?");
        assertThat(row)
                .isEqualTo(
                        "Receipts|ocr,quality|image/tiff|https://example.com/1.tiff|1|8|%s|2|%d.000000"
                                .formatted(
                                        reference.job().createdBy(),
                                        reference.job().createdAt().toEpochMilli()));
    }

    @Test
    void recordsCarryKeyTenantAndTrace() throws Exception {
        HttpResponse<String> response = client.submit(JobsClient.ONE, "traceparent", TRACE);
        awaitRelay();

        ConsumerRecord<String, byte[]> record = client.records("cv.images").get(0);
        assertThat(record.key()).isEqualTo(TestingHttp.json(response).get("job_id").asText());
        assertThat(TestingHttp.json(response).get("name").asText()).isEqualTo("a street.jpg");
    }

    @Test
    void pipelineStandsForTasks() throws Exception {
        String id =
                client.job(
                        "{\"references\": [{\"uri\": \"https://example.com/a.jpg\"}],"
                                + " \"pipeline\": \"vehicle-text\"}");
        awaitRelay();

        assertThat(client.references().get(0).pipeline()).isEqualTo("vehicle-text");
        assertThat(client.references().get(0).tasks()).isEmpty();
        assertThat(client.get("/jobs/" + id).get("pipeline").asText()).isEqualTo("vehicle-text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"references": [], "tasks": [{"task": "ocr"}]} | references
                    {"references": [{"uri": "https://a.example/b"}]} | ''
                    {"references": [{"uri": "https://a.example/b"}], "tasks": [{"task": "guess"}]} | tasks
                    {"references": [{"uri": "https://a.example/b"}], "tasks": [{"task": "ocr"}], "priority": 11} | priority
                    {"references": [{"uri": "https://a.example/b"}], "tasks": [{"task": "ocr"}, {"task": "ocr"}]} | tasks[1].task
                    {"references": [{"uri": "file:///etc/passwd"}], "tasks": [{"task": "ocr"}]} | references[0].uri
                    {"references": [{"uri": "https://a.example/b"}, {"uri": "s3://other/b"}], "tasks": [{"task": "ocr"}]} | references[1].uri
                    {"name": " ", "references": [{"uri": "https://a.example/b"}], "tasks": [{"task": "ocr"}]} | name
                    """)
    void whatIsWrongIsNamedAndNothingIsKept(String body, String field) throws Exception {
        HttpResponse<String> response = client.submit(body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(TestingHttp.json(response).path("field").asText()).startsWith(field);
        assertThat(client.jobs()).isZero();
        assertThat(client.isRelayed()).isTrue();
    }

    @Test
    void aJobHasAtMostSoManyReferences() throws Exception {
        String references =
                IntStream.range(0, 6)
                        .mapToObj(i -> "{\"uri\": \"https://example.com/" + i + "\"}")
                        .collect(java.util.stream.Collectors.joining(","));

        HttpResponse<String> response =
                client.submit(
                        "{\"references\": [" + references + "], \"tasks\": [{\"task\": \"ocr\"}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("CV_MAX_REFERENCES_PER_JOB");
        assertThat(client.jobs()).isZero();
    }

    @Test
    void anotherTenantsJobIsNotThere() {
        String id = client.job(JobsClient.ONE);
        JobsClient stranger =
                new JobsClient(bridge, TestingServices.shared(), TestingBridge.tenant());

        for (String method : List.of("GET", "DELETE")) {
            assertThat(stranger.send(method, "/jobs/" + id, null).statusCode()).isEqualTo(404);
        }
        assertThat(stranger.send("DELETE", "/jobs/" + id + "?purge=true", null).statusCode())
                .isEqualTo(404);
        assertThat(stranger.send("POST", "/jobs/" + id + "/retry", null).statusCode())
                .isEqualTo(404);
        assertThat(stranger.get("/jobs").get("items")).isEmpty();
        assertThat(client.send("GET", "/jobs/" + UUID.randomUUID(), null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCancellationGoesOutBehindTheReferences() throws Exception {
        String id = client.job(JobsClient.ONE);
        HttpResponse<String> response = client.send("DELETE", "/jobs/" + id, null);
        awaitRelay();

        assertThat(response.statusCode()).isEqualTo(202);
        JobCommand command =
                ContractCodec.read(client.records("cv.commands").get(0).value(), JobCommand.class);
        assertThat(command.command()).isEqualTo(JobCommand.Type.CANCEL);
        assertThat(command.jobId()).hasToString(id);
        assertThat(command.issuedBy()).isEqualTo("tester");
    }

    @Test
    void cancellingWhatIsCancelledChangesNothing() throws Exception {
        String id = client.job(JobsClient.ONE);
        client.move(id, "CANCELLED", "");

        assertThat(client.send("DELETE", "/jobs/" + id, null).statusCode()).isEqualTo(202);
        awaitRelay();
        assertThat(client.records("cv.commands")).isEmpty();
    }

    @Test
    void anEndedJobIsRemovedNotCancelled() throws Exception {
        String id = client.job(JobsClient.ONE);
        assertThat(client.send("DELETE", "/jobs/" + id + "?purge=true", null).statusCode())
                .isEqualTo(409);
        client.move(id, "COMPLETED", ", progress_percentage = 100");

        HttpResponse<String> refused = client.send("DELETE", "/jobs/" + id, null);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestingHttp.json(refused).get("cure").asText()).contains("?purge=true");

        assertThat(client.send("DELETE", "/jobs/" + id + "?purge=true", null).statusCode())
                .isEqualTo(204);
        assertThat(client.jobs()).isZero();
        assertThat(client.send("GET", "/jobs/" + id, null).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyAFailedJobIsRetriedAndOnceForTwoClicks() throws Exception {
        String id = client.job(JobsClient.ONE);
        assertThat(client.send("POST", "/jobs/" + id + "/retry", null).statusCode()).isEqualTo(409);
        client.move(id, "FAILED", "");

        assertThat(client.send("POST", "/jobs/" + id + "/retry", null).statusCode()).isEqualTo(202);
        assertThat(client.send("POST", "/jobs/" + id + "/retry", null).statusCode()).isEqualTo(202);
        awaitRelay();
        assertThat(client.records("cv.commands")).hasSize(1);

        client.move(id, "FAILED", ", retry_count = 3");
        HttpResponse<String> spent = client.send("POST", "/jobs/" + id + "/retry", null);
        assertThat(spent.statusCode()).isEqualTo(409);
        assertThat(spent.body()).contains("retried 3 of 3 times");
    }

    @Test
    void aRetryThatWasOrderedLeavesTheRestOfTheRowAlone() throws Exception {
        String id = client.job(JobsClient.ONE);
        client.move(id, "FAILED", "");
        JsonNode before = client.get("/jobs/" + id);

        client.send("POST", "/jobs/" + id + "/retry", null);

        assertThat(client.get("/jobs/" + id)).isEqualTo(before);
    }

    @Test
    void viewersSubmitNothing() {
        TestingHttp http = new TestingHttp(bridge);
        String token = TestingBridge.token(client.tenant(), Role.VIEWER);

        assertThat(
                        http.send(
                                        "POST",
                                        "/api/v1/jobs",
                                        JobsClient.ONE,
                                        "Authorization",
                                        "Bearer " + token)
                                .statusCode())
                .isEqualTo(403);
    }
}
