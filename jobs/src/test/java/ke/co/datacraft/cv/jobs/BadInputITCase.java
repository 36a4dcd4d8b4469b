package ke.co.datacraft.cv.jobs;

import static ke.co.datacraft.cv.jobs.testing.TestingReferences.image;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.jobs.testing.TestingPipeline;
import ke.co.datacraft.cv.jobs.testing.TestingReferences;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** All kinds of bad input beside good one: a dead letter each, no restart, nothing good is lost. */
class BadInputITCase {

    @RegisterExtension static final MiniClusterExtension CLUSTER = TestingJobs.cluster();

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);

    @TempDir Path folder;

    private final TestingPipeline pipeline = new TestingPipeline();
    private final CountDownLatch testOver = new CountDownLatch(1);
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Path root;

    private record Bad(ReasonCode reason, ImageReference reference) {}

    @BeforeEach
    void writeSamples() throws IOException {
        root = Files.createDirectories(folder.resolve("images"));
        TestingDetector.write(folder.resolve("models"));
        Files.write(root.resolve("good.jpg"), SampleImages.jpeg(320, 240, 1));
        Files.write(root.resolve("empty.jpg"), new byte[0]);
        Files.write(root.resolve("truncated.jpg"), SampleImages.truncatedJpeg());
        Files.write(root.resolve("bomb.png"), SampleImages.pngBomb(60_000, 60_000));
        Files.write(root.resolve("text.jpg"), SampleImages.notAnImage());
        byte[] pdf = SamplePdf.text("one", "two");
        Files.write(root.resolve("locked.pdf"), SamplePdf.encrypted("secret", "owner", "x"));
        Files.write(root.resolve("cut.pdf"), Arrays.copyOf(pdf, pdf.length / 2));
        Files.write(root.resolve("huge.pdf"), SamplePdf.page(90_000, 90_000, 0, page -> {}));
        Files.write(root.resolve("large.jpg"), new byte[(1 << 20) + 1]);
        Path outside = Files.write(folder.resolve("outside.jpg"), SampleImages.jpeg(64, 64, 3));
        Files.createSymbolicLink(root.resolve("link.jpg"), outside);
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        answer("/missing", 404);
        answer("/forbidden", 403);
        answer("/broken", 500);
        server.createContext(
                "/silent",
                exchange -> {
                    try {
                        testOver.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    exchange.close();
                });
        server.createContext(
                "/large",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (var body = exchange.getResponseBody()) {
                        body.write(new byte[(1 << 20) + 1]);
                    }
                });
        server.start();
    }

    @AfterEach
    void stopServer() {
        testOver.countDown();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    @Test
    void eachBadRecordIsOneDeadLetterAndGoodOnesBesideItPass() throws Exception {
        Map<String, Bad> bad = badReferences();
        TestingReferences images = new TestingReferences("images");
        for (Map.Entry<String, Bad> one : bad.entrySet()) {
            String beside = "beside-" + one.getKey() + ".jpg";
            Files.write(root.resolve(beside), SampleImages.jpeg(64, 48, 4));
            images.add(one.getValue().reference());
            images.add(image("good", bad.size(), uri(beside), QUALITY));
        }
        addUnreadable(images);

        run("true", images, badCommands());

        bad.forEach(this::assertFailed);
        assertThat(pipeline.last("good").state()).isEqualTo(JobState.COMPLETED);
        assertThat(pipeline.resultsOf("good")).hasSize(bad.size());
        assertThat(pipeline.last("future").state()).isEqualTo(JobState.FAILED);
        assertThat(pipeline.reasonsOf("cv.images"))
                .hasSize(bad.size() + 5)
                .contains(
                        ReasonCode.INVALID_JSON,
                        ReasonCode.UNKNOWN_SCHEMA_VERSION,
                        ReasonCode.INVALID_FIELD);
        assertThat(pipeline.reasonsOf("cv.commands"))
                .containsExactlyInAnyOrder(
                        ReasonCode.INVALID_JSON, ReasonCode.INVALID_FIELD, ReasonCode.UNKNOWN_JOB);
        assertThat(pipeline.deadLetters()).extracting(DeadLetter::id).doesNotHaveDuplicates();
    }

    @Test
    void privateAddressesAreRefusedUnlessAllowed() throws Exception {
        ImageReference reference = image("private", 1, http("/missing"), QUALITY);

        run("false", new TestingReferences("images").add(reference));

        assertFailed("private", new Bad(ReasonCode.FORBIDDEN_LOCATION, reference));
    }

    private Map<String, Bad> badReferences() {
        Map<String, Bad> bad = new LinkedHashMap<>();
        put(bad, "missing", ReasonCode.NOT_FOUND, uri("missing.jpg"));
        put(bad, "oversize", ReasonCode.FILE_TOO_LARGE, uri("large.jpg"));
        put(bad, "empty", ReasonCode.EMPTY_FILE, uri("empty.jpg"));
        put(bad, "truncated", ReasonCode.CORRUPT_IMAGE, uri("truncated.jpg"));
        put(bad, "bomb", ReasonCode.TOO_MANY_PIXELS, uri("bomb.png"));
        put(bad, "locked", ReasonCode.ENCRYPTED_FILE, uri("locked.pdf"));
        put(bad, "cut", ReasonCode.CORRUPT_IMAGE, uri("cut.pdf"));
        put(bad, "huge", ReasonCode.TOO_MANY_PIXELS, uri("huge.pdf"));
        put(bad, "text", ReasonCode.UNSUPPORTED_FORMAT, uri("text.jpg"));
        put(bad, "scheme", ReasonCode.UNSUPPORTED_SCHEME, "ftp://host/x.jpg");
        put(bad, "dots", ReasonCode.FORBIDDEN_LOCATION, uri("../outside.jpg"));
        put(bad, "link", ReasonCode.FORBIDDEN_LOCATION, uri("link.jpg"));
        put(bad, "http-missing", ReasonCode.NOT_FOUND, http("/missing"));
        put(bad, "http-forbidden", ReasonCode.ACCESS_DENIED, http("/forbidden"));
        put(bad, "http-broken", ReasonCode.FETCH_FAILED, http("/broken"));
        put(bad, "http-silent", ReasonCode.FETCH_FAILED, http("/silent"));
        put(bad, "http-large", ReasonCode.FILE_TOO_LARGE, http("/large"));
        put(bad, "task", ReasonCode.UNKNOWN_TASK, uri("good.jpg"), TaskRequest.of("fly"));
        put(
                bad,
                "model",
                ReasonCode.UNKNOWN_MODEL,
                uri("good.jpg"),
                new TaskRequest(Tasks.OBJECT_DETECTION, "nobody@9", Map.of()));
        put(
                bad,
                "parameter",
                ReasonCode.INVALID_PARAMETER,
                uri("good.jpg"),
                new TaskRequest(Tasks.OBJECT_DETECTION, null, Map.of("confidence", "high")));
        put(bad, "surrogate", ReasonCode.INVALID_FIELD, "file:/x\ud800.jpg");
        put(bad, "nul", ReasonCode.INVALID_FIELD, "file:/x\0.jpg");
        bad.put(
                "page",
                new Bad(
                        ReasonCode.PAGE_NOT_FOUND,
                        page(7, image("page", 1, uri("good.jpg"), QUALITY))));
        return bad;
    }

    private static void addUnreadable(TestingReferences images) {
        String future = ContractCodec.toJson(image("future", 1, "file:///x", QUALITY));
        images.add("{broken")
                .add(new byte[] {(byte) 0xff, (byte) 0xfe, 0})
                .add("")
                .add(future.replace("\"schema_version\":1", "\"schema_version\":99"))
                .add("{\"schema_version\":1}");
    }

    private static TestingReferences badCommands() {
        return new TestingReferences("commands")
                .add("stop")
                .add("{\"schema_version\":1,\"command\":\"CANCEL\",\"tenant_id\":\"acme\"}")
                .add(
                        "{\"schema_version\":1,\"command\":\"RETRY\",\"tenant_id\":\"acme\","
                                + "\"job_id\":\"%s\",\"issued_at\":\"2026-03-04T05:06:07Z\"}"
                                        .formatted(UUID.randomUUID()));
    }

    private void assertFailed(String job, Bad bad) {
        List<DeadLetter> letters = pipeline.deadLettersOf(job);
        assertThat(letters).as(job).hasSize(1);
        assertThat(letters.get(0).reason())
                .as("%s: %s", job, letters.get(0).message())
                .isEqualTo(bad.reason());
        assertThat(pipeline.last(job).state()).as(job).isEqualTo(JobState.FAILED);
        assertThat(pipeline.last(job).errorMessage()).as(job).isNotBlank();
        assertThat(pipeline.resultsOf(job)).as(job).isEmpty();
    }

    private void run(String allowPrivate, TestingReferences... lanes) throws Exception {
        JobSettings settings =
                TestingJobs.settings(
                        Map.of(
                                "CV_ALLOWED_FILE_ROOTS",
                                root.toString(),
                                "CV_ALLOW_PRIVATE_ADDRESSES",
                                allowPrivate,
                                "CV_FETCH_REQUEST_TIMEOUT_SECONDS",
                                "1",
                                "CV_MODEL_PATH",
                                folder.resolve("models").toString(),
                                "CV_YOLO_MODEL",
                                TestingDetector.NAME,
                                "CV_MAX_FILE_SIZE_MB",
                                "1"));
        pipeline.run(TestingJobs.environment(settings), settings.vision(), settings.jobs(), lanes);
    }

    private void answer(String path, int status) {
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
    }

    private String http(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private String uri(String name) {
        return "file://" + root + "/" + name;
    }

    private static void put(Map<String, Bad> bad, String job, ReasonCode reason, String uri) {
        put(bad, job, reason, uri, QUALITY);
    }

    private static void put(
            Map<String, Bad> bad, String job, ReasonCode reason, String uri, TaskRequest task) {
        bad.put(job, new Bad(reason, image(job, 1, uri, task)));
    }

    private static ImageReference page(int page, ImageReference reference) {
        return new ImageReference(
                reference.schemaVersion(),
                reference.tenantId(),
                reference.jobId(),
                null,
                null,
                reference.uri(),
                page,
                null,
                null,
                null,
                reference.tasks(),
                reference.pipeline(),
                null,
                null,
                null,
                reference.job());
    }
}
