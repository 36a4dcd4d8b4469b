package ke.co.datacraft.cv.bridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.encryption.DecryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadITCase {

    private static final String KEYS = "first:" + "00112233445566778899aabbccddeeff".repeat(2);
    private static final int MEBIBYTE = 1 << 20;

    private static ApiBridge bridge;

    private final UploadClient client =
            new UploadClient(bridge, TestingServices.shared(), TestingBridge.tenant());

    @BeforeAll
    static void start() {
        bridge =
                TestingBridge.start(
                        Map.of("CV_MAX_FILE_SIZE_MB", "2", "CV_MAX_REFERENCES_PER_JOB", "3"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void filesBecomeOneJobAndTheirBytesTellWhatTheyAre() throws Exception {
        HttpResponse<String> response =
                client.upload(
                        new UploadBody()
                                .field("tasks", "ocr, quality")
                                .file("C:\\photos\\\u00fcber.txt", UploadClient.JPEG)
                                .file("two.jpg", UploadClient.PNG)
                                .field("priority", "9")
                                .field("name", "Two files")
                                .closed());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode job = UploadClient.json(response);
        assertThat(response.headers().firstValue("Location"))
                .hasValue("/api/v1/jobs/" + job.get("job_id").asText());
        assertThat(job.get("name").asText()).isEqualTo("Two files");
        Eventually.until("references relayed", client.jobs()::isRelayed);
        List<ImageReference> references = client.jobs().references();
        assertThat(references).hasSize(2);
        assertThat(references.get(0).originalFilename()).isEqualTo("\u00fcber.txt");
        assertThat(references.get(0).contentType()).isEqualTo("image/jpeg");
        assertThat(references.get(1).contentType()).isEqualTo("image/png");
        assertThat(references.get(0).priority()).isEqualTo(9);
        assertThat(references.get(0).tasks())
                .containsExactly(TaskRequest.of("ocr"), TaskRequest.of("quality"));
        assertThat(
                        Files.readAllBytes(
                                java.nio.file.Path.of(
                                        java.net.URI.create(references.get(0).uri()))))
                .isEqualTo(UploadClient.JPEG);
        assertThat(
                        client.jobs()
                                .text(
                                        "SELECT string_agg(concat_ws(' ', state, content_type,"
                                                + " size_bytes, sha256), ',' ORDER BY size_bytes)"
                                                + " FROM cv.uploads WHERE tenant_id = ?"))
                .isEqualTo(
                        "STORED image/jpeg 7 %s,STORED image/png 10 %s"
                                .formatted(sha256(UploadClient.JPEG), sha256(UploadClient.PNG)));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void tasksAndParametersMayBeJson() throws Exception {
        client.upload(
                new UploadBody()
                        .file("a.jpg", UploadClient.JPEG)
                        .field("tasks", "[{\"task\": \"ocr\", \"parameters\": {\"psm\": 6}}]")
                        .field("parameters", "{\"languages\": \"eng\"}")
                        .closed());
        Eventually.until("references relayed", client.jobs()::isRelayed);

        assertThat(client.jobs().references().get(0).tasks())
                .containsExactly(
                        new TaskRequest("ocr", null, Map.of("psm", "6", "languages", "eng")));
    }

    private void assertRefused(byte[] form, int status, String word) throws Exception {
        HttpResponse<String> response = client.upload(form);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(word);
        assertThat(client.isBare()).as("nothing stays").isTrue();
    }

    @Test
    void ofWhatIsRefusedNothingStays() throws Exception {
        byte[] large = UploadClient.jpeg(2 * MEBIBYTE + 1);
        assertRefused(
                form().file("a.jpg", UploadClient.JPEG).file("b.jpg", large).closed(),
                413,
                "CV_MAX_FILE_SIZE_MB");
        assertRefused(
                form().file("a.jpg", UploadClient.JPEG)
                        .file("b.jpg", "<html>".getBytes(StandardCharsets.UTF_8))
                        .closed(),
                415,
                "b.jpg");
        assertRefused(form().file("a.jpg", new byte[0]).closed(), 400, "0 bytes");
        assertRefused(form().closed(), 400, "no file");
        assertRefused(
                form().file("a.jpg", UploadClient.JPEG).field("colour", "red").closed(),
                400,
                "unknown_parameter");
        assertRefused(
                form().file("a.jpg", UploadClient.JPEG).field("priority", "11").closed(),
                400,
                "priority");
        assertRefused(
                form().file("a.jpg", UploadClient.JPEG).field("priority", "high").closed(),
                400,
                "priority");
        assertRefused(
                form().file("a.jpg", UploadClient.JPEG).field("pipeline", "p").closed(),
                400,
                "pipeline");
        assertRefused(new UploadBody().file("a.jpg", UploadClient.JPEG).closed(), 400, "tasks");
        assertRefused(form().file("a.jpg", UploadClient.JPEG).open(), 400, "request_broken");
        UploadBody four = form();
        for (int i = 0; i < 4; i++) {
            four.file(i + ".jpg", UploadClient.JPEG);
        }
        assertRefused(four.closed(), 400, "3 files");
        assertRefused("nonsense".getBytes(StandardCharsets.UTF_8), 400, "no file");
    }

    private static UploadBody form() {
        return new UploadBody().field("tasks", "ocr");
    }

    @Test
    void aFileOfTheLargestSizeIsTaken() throws Exception {
        byte[] largest = UploadClient.jpeg(2 * MEBIBYTE);

        assertThat(client.upload(form().file("a.jpg", largest).closed()).statusCode())
                .isEqualTo(202);
        assertThat(client.onlyStored()).isEqualTo(largest);
    }

    @Test
    void aRepeatedUploadIsOneJobWithOneObject() throws Exception {
        byte[] body = form().file("a.jpg", UploadClient.JPEG).closed();
        HttpResponse<String> first = client.upload(body, "Idempotency-Key", "k");
        HttpResponse<String> again = client.upload(body, "Idempotency-Key", "k");
        HttpResponse<String> other =
                client.upload(
                        form().file("a.jpg", UploadClient.PNG).closed(), "Idempotency-Key", "k");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(client.jobs().jobs()).isEqualTo(1);
        assertThat(client.rows()).isEqualTo(1);
        assertThat(client.onlyStored()).isEqualTo(UploadClient.JPEG);
    }

    @Test
    void aRemovedJobTakesItsFilesAlong() throws Exception {
        HttpResponse<String> response =
                client.upload(form().file("a.jpg", UploadClient.JPEG).closed());
        String id = UploadClient.json(response).get("job_id").asText();
        client.jobs().move(id, "COMPLETED", "");

        assertThat(client.jobs().send("DELETE", "/jobs/" + id + "?purge=true", null).statusCode())
                .isEqualTo(204);
        assertThat(client.isBare()).isTrue();
    }

    @Test
    void whatAnotherTenantUploadedCannotBeReferredTo() throws Exception {
        client.upload(form().file("a.jpg", UploadClient.JPEG).closed());
        String uri = client.jobs().text("SELECT uri FROM cv.uploads WHERE tenant_id = ?");
        String request =
                "{\"references\": [{\"uri\": \"%s\"}], \"tasks\": [{\"task\": \"ocr\"}]}"
                        .formatted(uri);
        JobsClient stranger =
                new JobsClient(bridge, TestingServices.shared(), TestingBridge.tenant());

        assertThat(stranger.submit(request).statusCode()).isEqualTo(400);
        assertThat(client.jobs().submit(request).statusCode()).isEqualTo(202);
    }

    /**
     * While the client holds its last bytes back, all but a few of those that it sent are in the
     * storage: they are kept neither in memory nor in a file of the form.
     */
    @Test
    void bytesGoToTheStorageWhileTheyArriveAndNothingStaysOfABrokenUpload() throws Exception {
        byte[] start = form().fileHead("a.jpg").raw(UploadClient.jpeg(MEBIBYTE)).open();
        try (Socket socket = send(start, start.length + MEBIBYTE)) {
            Eventually.until(
                    "bytes in the storage",
                    () -> storedBytes() > MEBIBYTE - 2 * (1 << 16) && socket.isConnected());
            assertThat(client.rows()).isEqualTo(1);
        }
        Eventually.until("nothing left", client::isBare);
    }

    private long storedBytes() throws Exception {
        long bytes = 0;
        for (java.nio.file.Path file : client.stored()) {
            try {
                bytes += Files.size(file);
            } catch (NoSuchFileException e) {
                return 0;
            }
        }
        return bytes;
    }

    private Socket send(byte[] start, int announced) throws Exception {
        Socket socket = new Socket("127.0.0.1", bridge.port());
        OutputStream out = socket.getOutputStream();
        out.write(
                """
                POST /api/v1/jobs/upload HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                """
                        .formatted(client.jobs().token(), UploadBody.CONTENT_TYPE, announced)
                        .getBytes(StandardCharsets.US_ASCII));
        out.write(start);
        out.flush();
        return socket;
    }

    /** The socket's time-out is far below the silence that the server bears of a connection. */
    @Test
    void whoIsRefusedIsAnsweredAlsoWhenTheBodyNeverComes() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", bridge.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/jobs/upload HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Type: multipart/form-data; boundary=b\r\n"
                                            + "Content-Length: 1000\r\n\r\n--b\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(12)))
                    .isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void filesAreEncryptedWhereThereIsAKey() throws Exception {
        try (ApiBridge encrypting = TestingBridge.start(Map.of("CV_ENCRYPTION_KEY", KEYS))) {
            UploadClient secret =
                    new UploadClient(encrypting, TestingServices.shared(), client.jobs().tenant());
            byte[] content = UploadClient.jpeg(200_000);

            assertThat(secret.upload(form().file("a.jpg", content).closed()).statusCode())
                    .isEqualTo(202);

            byte[] stored = secret.onlyStored();
            assertThat(DecryptingInputStream.isEncrypted(stored)).isTrue();
            try (InputStream plain =
                    new DecryptingInputStream(
                            new ByteArrayInputStream(stored),
                            EncryptionKeys.parse(KEYS),
                            secret.jobs().tenant())) {
                assertThat(plain.readAllBytes()).isEqualTo(content);
            }
            assertThat(secret.jobs().text("SELECT sha256 FROM cv.uploads WHERE tenant_id = ?"))
                    .isEqualTo(sha256(content));
        }
    }

    @Test
    void whileTheStorageIsAwayNothingIsAccepted() throws Exception {
        Map<String, String> away =
                Map.of(
                        "CV_STORAGE_BACKEND", "s3",
                        "CV_S3_ENDPOINT_URL", "http://127.0.0.1:1",
                        "CV_S3_ACCESS_KEY_ID", "k",
                        "CV_S3_SECRET_ACCESS_KEY", "s");
        try (ApiBridge alone = TestingBridge.start(away)) {
            UploadClient one =
                    new UploadClient(alone, TestingServices.shared(), client.jobs().tenant());

            HttpResponse<String> refused =
                    one.upload(form().file("a.jpg", UploadClient.JPEG).closed());

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).doesNotContain("127.0.0.1");
            assertThat(one.jobs().jobs()).isZero();
            assertThat(one.jobs().text("SELECT state FROM cv.uploads WHERE tenant_id = ?"))
                    .as("left to the janitor, as the object may be there")
                    .isEqualTo("RELEASED");
            assertThat(one.jobs().submit(JobsClient.ONE).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aTenantWithAsManyJobsAsItMayUploadsNothing() throws Exception {
        try (ApiBridge full = TestingBridge.start(Map.of("CV_MAX_CONCURRENT_JOBS", "1"))) {
            UploadClient one =
                    new UploadClient(full, TestingServices.shared(), client.jobs().tenant());
            one.jobs().job(JobsClient.ONE);

            HttpResponse<String> refused =
                    one.upload(form().file("a.jpg", UploadClient.JPEG).closed());

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(one.rows()).isZero();
        }
    }
}
