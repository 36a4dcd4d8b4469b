package ke.co.datacraft.cv.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.standalone.client.UploadForm;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.scenes.SceneSeries;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an uploaded file to its annotated picture, through every part of the system. */
class BridgeITCase {

    private static final String KEY = "bridge-it";
    private static final String ENCRYPTION_KEY = "first:" + randomKey();

    @TempDir static Path temporary;

    private static TestingVision vision;
    private static TestingRest rest;
    private static Endpoints.Bridge bridge;

    @BeforeAll
    static void start() throws IOException {
        Path base = temporary.toRealPath();
        Path root = Files.createDirectory(base.resolve("root"));
        vision =
                new TestingVision(
                        base.resolve("data"), root, Map.of("CV_ENCRYPTION_KEY", ENCRYPTION_KEY));
        bridge = vision.stack().startBridge(0, Map.of("CV_ENCRYPTION_KEY", ENCRYPTION_KEY));
        rest = new TestingRest(bridge, TestingVision.TENANT);
    }

    @AfterAll
    static void stop() {
        if (vision != null) {
            vision.close();
        }
    }

    @Test
    void anUploadBecomesResultsAPictureAndEvents() throws Exception {
        byte[] street =
                ImageFiles.encode(List.of(new SceneSeries(5, 1280, 720).frame(1).image()), "jpg");
        CompletableFuture<List<String>> events = events("street.jpg");

        HttpResponse<byte[]> accepted =
                rest.upload(
                        new UploadForm()
                                .field("tasks", "object_detection,quality")
                                .file("street.jpg", street),
                        KEY + "-street");

        assertThat(accepted.statusCode()).as(new String(accepted.body())).isEqualTo(202);
        String job = TestingRest.parse(accepted.body()).path("job_id").asText();
        assertThat(accepted.headers().firstValue("Location")).hasValue("/api/v1/jobs/" + job);
        assertThat(rest.await(job, "COMPLETED").path("completed").asInt()).isEqualTo(1);
        Waiting.until(TestingVision.PATIENCE, () -> results(job).size() == 1);
        JsonNode result = results(job).get(0);
        assertThat(result.path("original_filename").asText()).isEqualTo("street.jpg");
        assertThat(result.path("tasks").get(0).path("objects")).isNotEmpty();
        assertPicture(result.path("image_id").asText(), street);
        assertThat(events.get(120, TimeUnit.SECONDS))
                .anySatisfy(line -> assertThat(line).contains(job, "COMPLETED"));
        assertEncryptedAtRest(street);
    }

    /** {@code submit.sh}, which signs its token itself, as after an installation on Kubernetes. */
    @Test
    void theScriptOfOperationsSeesTheResultOfItsImage() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/jq"))
                        && Files.isExecutable(Path.of("/usr/bin/curl"))
                        && Files.isExecutable(Path.of("/usr/bin/openssl")),
                "jq, curl and openssl (apt-get install -y jq curl openssl)");
        ProcessBuilder script =
                new ProcessBuilder(
                                "../flink-k8s/e2e/submit.sh", bridge.url(), "../docs/console.png")
                        .redirectErrorStream(true);
        script.environment().put("CV_JWT_SECRET_KEY", bridge.jwtSecret());

        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).matches("[0-9a-f-]{36} 1\n");
    }

    @Test
    void aSmallImageIsAnalysedWhileTheCallerWaits() throws Exception {
        byte[] page = new SampleGenerator(1).sample(7).bytes();

        HttpResponse<byte[]> response =
                rest.send(
                        rest.request("/api/v1/analyze?task=quality")
                                .header("Content-Type", "application/octet-stream")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(page))
                                .build());

        assertThat(response.statusCode()).as(new String(response.body())).isEqualTo(200);
        assertThat(
                        TestingRest.parse(response.body())
                                .at("/results/0/tasks/0/quality/score")
                                .isNumber())
                .isTrue();
    }

    @Test
    void whatCannotBeReadFailsItsJobAndIsListed() throws Exception {
        byte[] broken = new SampleGenerator(1).sample(7).bytes();
        HttpResponse<byte[]> accepted =
                rest.upload(
                        new UploadForm()
                                .field("tasks", "quality")
                                .file("cut.jpg", java.util.Arrays.copyOf(broken, 400)),
                        KEY + "-cut");
        String job = TestingRest.parse(accepted.body()).path("job_id").asText();

        JsonNode failed = rest.await(job, "FAILED");

        assertThat(failed.path("error_message").asText()).contains("1 of 1 references failed");
        Waiting.until(
                TestingVision.PATIENCE,
                () -> rest.json("/api/v1/dead-letters?job_id=" + job).path("items").size() == 1);
        assertThat(rest.json("/api/v1/dead-letters?job_id=" + job).at("/items/0/reason").asText())
                .isEqualTo("CORRUPT_IMAGE");
    }

    @Test
    void anotherTenantSeesNothing() throws Exception {
        HttpResponse<byte[]> accepted =
                rest.upload(
                        new UploadForm()
                                .field("tasks", "quality")
                                .file("page.jpg", new SampleGenerator(1).sample(3).bytes()),
                        KEY + "-page");
        String job = TestingRest.parse(accepted.body()).path("job_id").asText();
        TestingRest other = new TestingRest(bridge, "other");

        assertThat(other.get("/api/v1/jobs/" + job).statusCode()).isEqualTo(404);
        assertThat(other.get("/api/v1/jobs/" + job + "/results").statusCode()).isEqualTo(404);
        assertThat(other.json("/api/v1/jobs").path("items")).isEmpty();
    }

    private static JsonNode results(String job) throws IOException, InterruptedException {
        return rest.json("/api/v1/jobs/" + job + "/results").path("items");
    }

    private static void assertPicture(String image, byte[] original) throws Exception {
        assertThat(rest.get("/api/v1/images/" + image + "/content").body()).isEqualTo(original);
        BufferedImage annotated =
                ImageIO.read(
                        new ByteArrayInputStream(
                                rest.get("/api/v1/images/" + image + "/annotated?format=png")
                                        .body()));
        BufferedImage plain = ImageIO.read(new ByteArrayInputStream(original));
        assertThat(annotated.getWidth()).isEqualTo(plain.getWidth());
        int different = 0;
        for (int x = 0; x < plain.getWidth(); x++) {
            for (int y = 0; y < plain.getHeight(); y++) {
                different += annotated.getRGB(x, y) == plain.getRGB(x, y) ? 0 : 1;
            }
        }
        assertThat(different).isBetween(200, plain.getWidth() * plain.getHeight() / 2);
    }

    /** Lines of the live stream until one tells that a job is complete. */
    /** What the stream tells until a job of that name is done; others may end meanwhile. */
    /** Begins to listen, and returns when the stream tells what comes from now on. */
    private static CompletableFuture<List<String>> events(String name) throws Exception {
        HttpRequest request =
                rest.request("/api/v1/events/stream?type=job")
                        .header("Accept", "text/event-stream")
                        .build();
        HttpResponse<Stream<String>> response =
                rest.http().send(request, HttpResponse.BodyHandlers.ofLines());
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<List<String>> events =
                CompletableFuture.supplyAsync(
                        () -> {
                            List<String> lines = new ArrayList<>();
                            try (Stream<String> stream = response.body()) {
                                stream.takeWhile(
                                                line -> {
                                                    lines.add(line);
                                                    begun.countDown();
                                                    return !(line.contains(name)
                                                            && line.contains("COMPLETED"));
                                                })
                                        .forEach(line -> {});
                            }
                            return lines;
                        });
        assertThat(begun.await(120, TimeUnit.SECONDS)).isTrue();
        return events;
    }

    /** The picture's first bytes are in no file of the object storage. */
    private static void assertEncryptedAtRest(byte[] original) throws IOException {
        Path storage = vision.stack().services().data().root().resolve("objects");
        try (Stream<Path> files = Files.walk(storage)) {
            List<Path> stored = files.filter(Files::isRegularFile).toList();
            assertThat(stored).isNotEmpty();
            for (Path file : stored) {
                assertThat(text(Files.readAllBytes(file)))
                        .doesNotContain(text(java.util.Arrays.copyOf(original, 64)));
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new java.security.SecureRandom().nextBytes(key);
        return java.util.Base64.getEncoder().encodeToString(key);
    }
}
