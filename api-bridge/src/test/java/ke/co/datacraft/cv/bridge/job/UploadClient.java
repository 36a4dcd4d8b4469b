package ke.co.datacraft.cv.bridge.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;

/** Uploads files for one tenant and looks at what became of them. */
final class UploadClient {

    static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3};
    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 4, 5};

    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiBridge bridge;
    private final TestingServices services;
    private final JobsClient jobs;

    UploadClient(ApiBridge bridge, TestingServices services, String tenant) {
        this.bridge = bridge;
        this.services = services;
        this.jobs = new JobsClient(bridge, services, tenant);
    }

    JobsClient jobs() {
        return jobs;
    }

    HttpResponse<String> upload(byte[] form, String... headers) throws Exception {
        return send("/jobs/upload", UploadBody.CONTENT_TYPE, form, headers);
    }

    HttpResponse<String> send(String path, String contentType, byte[] body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(TestingBridge.url(bridge) + "/api/v1" + path))
                        .header("Authorization", "Bearer " + jobs.token())
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static JsonNode json(HttpResponse<String> response) {
        return TestingHttp.json(response);
    }

    /** A large file that is a JPEG by its first bytes. */
    static byte[] jpeg(int size) {
        return Arrays.copyOf(JPEG, size);
    }

    /** Files of the tenant in the storage, unfinished ones included. */
    List<Path> stored() throws IOException {
        Path folder = services.storage().resolve(ObjectKeys.tenantPrefix(jobs.tenant()));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Bytes of the one file that the tenant has in the storage. */
    byte[] onlyStored() throws IOException {
        List<Path> stored = stored();
        if (stored.size() != 1) {
            throw new AssertionError("Expected one file, found " + stored);
        }
        return Files.readAllBytes(stored.get(0));
    }

    /** Rows that tell of uploads of the tenant. */
    long rows() throws Exception {
        return jobs.number("SELECT count(*) FROM cv.uploads WHERE tenant_id = ?");
    }

    /** Whether there is neither file, row nor job. */
    boolean isBare() throws Exception {
        return stored().isEmpty() && rows() == 0 && jobs.jobs() == 0;
    }
}
