package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.operators.fetch.TestingServer;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a reference, it ends as one failure with its reason. */
class BadInputITCase {

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);
    private static final CountDownLatch END = new CountDownLatch(1);
    private static final AtomicInteger CALLS = new AtomicInteger();

    @TempDir static Path folder;
    private static TestingVision vision;
    private static TestingServer server;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/broken.onnx"), "not a model");
        vision = new TestingVision(folder, null);
        server = new TestingServer();
        server.at("/404.jpg", 404, new byte[0]);
        server.at("/403.jpg", 403, new byte[0]);
        server.at("/500.jpg", 500, new byte[0]);
        server.at("/picture.png", 200, SampleImages.png(40, 30, 1));
        server.at(
                "/hangs.jpg",
                exchange -> {
                    try {
                        END.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.at(
                "/recovers.png",
                exchange -> {
                    boolean first = CALLS.getAndIncrement() == 0;
                    byte[] body = first ? new byte[0] : SampleImages.png(40, 30, 1);
                    TestingServer.send(exchange, first ? 500 : 200, body);
                });
        files();
        warmUp();
    }

    /** The first request of a process takes longer than the time-out on a busy machine. */
    private static void warmUp() throws IOException {
        server.at("/first.png", 200, SampleImages.png(40, 30, 1));
        try {
            vision.run(server.address() + "/first.png", QUALITY);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static void files() throws IOException {
        Path images = folder.resolve("images");
        Files.write(images.resolve("empty.jpg"), new byte[0]);
        Files.write(images.resolve("large.jpg"), new byte[TestingVision.MAX_FILE_SIZE + 1]);
        Files.write(images.resolve("truncated.jpg"), SampleImages.truncatedJpeg());
        Files.write(images.resolve("bomb.png"), SampleImages.pngBomb(60_000, 60_000));
        Files.write(images.resolve("letter.jpg"), SampleImages.notAnImage());
        Files.write(images.resolve("good.png"), SampleImages.png(40, 30, 1));
        byte[] pdf = SamplePdf.text("one", "two");
        Files.write(images.resolve("locked.pdf"), SamplePdf.encrypted("secret", "owner", "x"));
        EncryptionKeys lost =
                EncryptionKeys.parse("lost:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=");
        byte[] picture = SampleImages.png(40, 30, 1);
        Files.write(images.resolve("lost-key.png"), TestingVision.encrypted(picture, lost, "acme"));
        Files.write(
                images.resolve("other-tenant.png"),
                TestingVision.encrypted(picture, TestingVision.KEYS, "other"));
        Files.write(images.resolve("cut.pdf"), Arrays.copyOf(pdf, pdf.length / 2));
        Files.write(images.resolve("no-pages.pdf"), SamplePdf.withoutPages());
        Files.write(images.resolve("huge.pdf"), SamplePdf.page(90_000, 90_000, 0, page -> {}));
        Files.write(images.resolve("picture.pdf"), SamplePdf.picture(2000, 1000));
        Files.write(images.resolve("jpx.pdf"), SamplePdf.jpeg2000());
        Files.write(
                images.resolve("200.pdf"),
                SamplePdf.text(Collections.nCopies(200, "page").toArray(String[]::new)));
        Files.write(
                images.resolve("document.tif"),
                SampleImages.tiff(
                        new int[] {20, 20},
                        new int[] {20, 20},
                        new int[] {20, 20},
                        new int[] {20, 20},
                        new int[] {20, 20}));
        Path secret = Files.write(folder.resolve("secret.png"), SampleImages.png(40, 30, 1));
        Files.createSymbolicLink(images.resolve("link.png"), secret);
    }

    @AfterAll
    static void stop() {
        END.countDown();
        server.close();
        vision.close();
    }

    /** One bad reference. */
    private record Case(
            String name, ImageReference reference, ReasonCode reason, int attempts, String cure) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case file(String name, ReasonCode reason, int attempts, String cure) {
        String uri = "file://" + folder.resolve("images") + "/" + name;
        return new Case(name, TestingVision.reference(uri, QUALITY), reason, attempts, cure);
    }

    private static Case at(String uri, ReasonCode reason, int attempts, String cure) {
        return new Case(uri, TestingVision.reference(uri, QUALITY), reason, attempts, cure);
    }

    private static Case task(TaskRequest task, ReasonCode reason, String cure) {
        // Nothing would hold the server back from being asked, were the tasks not checked first.
        String uri = server.address() + "/picture.png?before";
        ImageReference reference = TestingVision.reference(uri, QUALITY, task);
        return new Case(task.toString(), reference, reason, 0, cure);
    }

    static Stream<Case> cases() {
        String web = server.address();
        String images = "file://" + folder.resolve("images");
        return Stream.of(
                file("missing.jpg", ReasonCode.NOT_FOUND, 1, "spelled"),
                at(web + "/404.jpg", ReasonCode.NOT_FOUND, 1, "404"),
                at(web + "/403.jpg", ReasonCode.ACCESS_DENIED, 1, "403"),
                at(web + "/500.jpg", ReasonCode.FETCH_FAILED, 2, "tried 2 times"),
                at(
                        web + "/hangs.jpg",
                        ReasonCode.FETCH_FAILED,
                        2,
                        "CV_FETCH_REQUEST_TIMEOUT_SECONDS"),
                file("large.jpg", ReasonCode.FILE_TOO_LARGE, 1, "CV_MAX_FILE_SIZE_MB"),
                file("empty.jpg", ReasonCode.EMPTY_FILE, 1, "0 bytes"),
                file("truncated.jpg", ReasonCode.CORRUPT_IMAGE, 1, "JPEG"),
                file("bomb.png", ReasonCode.TOO_MANY_PIXELS, 1, "CV_MAX_IMAGE_MEGAPIXELS"),
                file("letter.jpg", ReasonCode.UNSUPPORTED_FORMAT, 1, "Dear Sir"),
                file("document.tif", ReasonCode.FILE_TOO_LARGE, 1, "CV_MAX_PAGES"),
                file("locked.pdf", ReasonCode.ENCRYPTED_FILE, 1, "password"),
                file("lost-key.png", ReasonCode.DECRYPTION_FAILED, 1, "'lost'"),
                file("other-tenant.png", ReasonCode.DECRYPTION_FAILED, 1, "another tenant"),
                file("cut.pdf", ReasonCode.CORRUPT_IMAGE, 1, "cut off"),
                file("no-pages.pdf", ReasonCode.CORRUPT_IMAGE, 1, "no pages"),
                file("huge.pdf", ReasonCode.TOO_MANY_PIXELS, 1, "CV_MAX_IMAGE_MEGAPIXELS"),
                file("picture.pdf", ReasonCode.TOO_MANY_PIXELS, 1, "2000 x 1000"),
                file("jpx.pdf", ReasonCode.UNSUPPORTED_FORMAT, 1, "JPEG 2000"),
                file("200.pdf", ReasonCode.FILE_TOO_LARGE, 1, "200 pages"),
                task(
                        new TaskRequest(Tasks.OCR, "ppocr", Map.of("dpi", "5000")),
                        ReasonCode.INVALID_PARAMETER,
                        "36 to 600"),
                at("ftp://host/a.jpg", ReasonCode.UNSUPPORTED_SCHEME, 0, "file, http, https"),
                at("file:///a b.jpg", ReasonCode.INVALID_FIELD, 0, "%20"),
                file("../secret.png", ReasonCode.FORBIDDEN_LOCATION, 1, "CV_ALLOWED_FILE_ROOTS"),
                file("link.png", ReasonCode.FORBIDDEN_LOCATION, 1, "CV_ALLOWED_FILE_ROOTS"),
                new Case(
                        "page beyond the last",
                        TestingVision.reference(images + "/document.tif", 5, null, QUALITY),
                        ReasonCode.PAGE_NOT_FOUND,
                        1,
                        "5 pages"),
                task(TaskRequest.of("mind_reading"), ReasonCode.UNKNOWN_TASK, "object_detection"),
                task(
                        new TaskRequest(Tasks.OBJECT_DETECTION, "nonesuch", Map.of()),
                        ReasonCode.UNKNOWN_MODEL,
                        "testing-detector"),
                task(
                        new TaskRequest(Tasks.OBJECT_DETECTION, "/etc/passwd", Map.of()),
                        ReasonCode.UNKNOWN_MODEL,
                        "testing-detector"),
                task(
                        new TaskRequest(Tasks.OBJECT_DETECTION, "broken", Map.of()),
                        ReasonCode.INVALID_MODEL,
                        "broken"),
                task(
                        new TaskRequest(Tasks.OBJECT_DETECTION, null, Map.of("confidence", "2")),
                        ReasonCode.INVALID_PARAMETER,
                        "confidence"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void endsAsOneFailure(Case bad) throws Exception {
        ReferenceOutcome outcome = vision.run(bad.reference());

        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.results()).isEmpty();
        assertThat(outcome.failure().reason())
                .as(outcome.failure().message())
                .isEqualTo(bad.reason());
        assertThat(outcome.failure().message()).contains(bad.cure());
        assertThat(outcome.attempts()).isEqualTo(bad.attempts());
        assertThat(vision.engine().fileBytes()).isZero();
        assertThat(vision.engine().decodedBytes()).isZero();
        assertThat(server.requests()).noneMatch(request -> request.contains("?before"));
    }

    @Test
    void whatPassesIsTriedAgain() throws Exception {
        ReferenceOutcome outcome = vision.run(server.address() + "/recovers.png", QUALITY);

        assertThat(outcome.failure()).isNull();
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(outcome.results()).hasSize(1);
    }

    @Test
    void oneTooManyLeavesTheGoodOnesAlone() throws Exception {
        URI good = folder.resolve("images/good.png").toUri();
        List<ReferenceWork> works =
                Stream.of("missing.jpg", "good.png", "truncated.jpg", "good.png")
                        .map(name -> good.resolve(name).toString())
                        .map(uri -> TestingVision.reference(uri, QUALITY))
                        .map(TestingVision::admitted)
                        .map(one -> vision.engine().start(one, vision.metrics()))
                        .toList();

        assertThat(works)
                .extracting(work -> work.outcome().join().succeeded())
                .containsExactly(false, true, false, true);
    }
}
