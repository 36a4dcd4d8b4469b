package ke.co.datacraft.cv.bridge.image;

import static ke.co.datacraft.cv.bridge.testing.TestingTasks.object;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.objects;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.bridge.picture.TestingPictures;
import ke.co.datacraft.cv.bridge.storage.FolderObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingClient;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.TaskResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results, files and drawn pictures of single images. */
class ImagesITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "k1:" + "0123456789abcdef".repeat(4);
    private static final TaskResult CAR = objects(object("car", 2, 0.9, 64, 48, 320, 240));

    private static TestingClient client;

    private final String tenant = TestingBridge.tenant();
    private final TestingResults results = new TestingResults(TestingServices.shared(), tenant);

    @BeforeAll
    static void start() {
        client = new TestingClient(Map.of("CV_ENCRYPTION_KEY", KEY, "CV_PICTURE_MAX_FILE_MB", "1"));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    private static ObjectStorage storage() {
        return client.bridge().services().storage();
    }

    private String key() {
        return ObjectKeys.tenantPrefix(tenant) + "uploads/" + UUID.randomUUID();
    }

    /** A file from before there was a key. */
    private String stored(byte[] bytes) throws Exception {
        String key = key();
        try (ObjectStorage folder = new FolderObjectStorage(TestingServices.shared().storage())) {
            folder.put(key, new ByteArrayInputStream(bytes));
            return folder.uriOf(key);
        }
    }

    private String encrypted(byte[] bytes) throws Exception {
        String key = key();
        storage().put(key, new ByteArrayInputStream(bytes));
        String uri = storage().uriOf(key);
        assertThat(Files.readAllBytes(Path.of(URI.create(uri)))).isNotEqualTo(bytes);
        return uri;
    }

    /** The row of an image of this file. */
    private ImageResult image(
            String uri, String name, byte[] file, int page, int width, int height) {
        ImageResult any = results.image(results.job("j"), null, uri, name, page, CAR);
        ImageResult image =
                new ImageResult(
                        any.schemaVersion(),
                        any.imageId(),
                        tenant,
                        any.jobId(),
                        null,
                        uri,
                        name,
                        page,
                        new ImageSize(width, height),
                        new ImageFile(file.length, "ab".repeat(32), "PNG", "RGB", 1),
                        null,
                        any.ingestTime(),
                        any.processTime(),
                        "ann",
                        any.timings(),
                        any.tasks());
        results.store(image);
        return image;
    }

    private ImageResult png(String name) throws Exception {
        byte[] file = TestingPictures.encode("png", TestingPictures.quarters(640, 480));
        return image(stored(file), name, file, 0, 640, 480);
    }

    private HttpResponse<byte[]> get(ImageResult image, String path, String... headers)
            throws Exception {
        return client.get(tenant, "/images/" + image.imageId() + path, headers);
    }

    private static String header(HttpResponse<byte[]> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static String code(HttpResponse<byte[]> response) throws Exception {
        return JSON.readTree(response.body()).path("code").asText();
    }

    private static BufferedImage picture(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    @Test
    void theResultSaysWhereTheImageIs() throws Exception {
        ImageResult image = png("a.png");

        JsonNode answer = JSON.readTree(get(image, "?bbox_format=xyxy&label=car").body());

        assertThat(answer.at("/image_id").asText()).isEqualTo(image.imageId().toString());
        assertThat(answer.at("/tasks/0/objects/0/bbox/2").asDouble()).isEqualTo(384);
        assertThat(answer.at("/bbox_format").asText()).isEqualTo("xyxy");
        String content = answer.at("/links/content").asText().replace("/api/v1", "");
        assertThat(client.get(tenant, content).statusCode()).isEqualTo(200);
        Eventually.until(
                "the notes of the audit",
                () ->
                        results.audit()
                                .containsAll(
                                        List.of(
                                                "image.read " + image.imageId() + " success",
                                                "image.content.read "
                                                        + image.imageId()
                                                        + " success")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/content", "/annotated"})
    void anotherTenantsImageIsNotFound(String path) throws Exception {
        ImageResult image = png("a.png");

        HttpResponse<byte[]> response =
                client.get(TestingBridge.tenant(), "/images/" + image.imageId() + path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(code(response)).isEqualTo("not_found");
    }

    @Test
    void aResultThatIsNotKeptIsToldSo() throws Exception {
        ImageResult image = png("a.png");
        results.store(image, null);

        assertThat(code(get(image, ""))).isEqualTo("result_not_kept");
        assertThat(code(get(image, "/annotated"))).isEqualTo("result_not_kept");
        assertThat(get(image, "/content").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theFileIsSentAsItWasSubmitted(boolean isEncrypted) throws Exception {
        byte[] file = TestingPictures.encode("png", TestingPictures.quarters(300, 200));
        String uri = isEncrypted ? encrypted(file) : stored(file);
        ImageResult image = image(uri, "ä b.svg", file, 0, 300, 200);

        HttpResponse<byte[]> whole = get(image, "/content");
        HttpResponse<byte[]> part = get(image, "/content", "Range", "bytes=100-199");
        HttpResponse<byte[]> end = get(image, "/content", "Range", "bytes=-10");

        assertThat(whole.body()).isEqualTo(file);
        assertThat(header(whole, "Content-Type")).isEqualTo("image/png");
        assertThat(header(whole, "Content-Length")).isEqualTo("" + file.length);
        assertThat(header(whole, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(whole, "Content-Security-Policy"))
                .contains("sandbox", "default-src 'none'");
        assertThat(header(whole, "Content-Disposition"))
                .isEqualTo("inline; filename=\"_ b.svg\"; filename*=UTF-8''%C3%A4%20b.svg");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(file, 100, 200));
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 100-199/" + file.length);
        assertThat(header(part, "Content-Type")).isEqualTo("image/png");
        assertThat(end.body()).isEqualTo(Arrays.copyOfRange(file, file.length - 10, file.length));
    }

    @Test
    void rangesAndConditionsFollowTheStandard() throws Exception {
        ImageResult image = png("a.png");
        long size = image.file().sizeBytes();
        String tag = header(get(image, "/content"), "ETag");

        HttpResponse<byte[]> behind = get(image, "/content", "Range", "bytes=" + size + "-");
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(header(behind, "Content-Range")).isEqualTo("bytes */" + size);
        assertThat(get(image, "/content", "Range", "bytes=0-1,3-4").statusCode()).isEqualTo(200);
        assertThat(get(image, "/content", "Range", "lines=0-1").statusCode()).isEqualTo(200);
        assertThat(get(image, "/content", "Range", "bytes=5-2").statusCode()).isEqualTo(200);
        assertThat(get(image, "/content", "Range", "bytes=5-").body()).hasSize((int) size - 5);
        assertThat(get(image, "/content", "Range", "bytes=0-0").body()).hasSize(1);
        assertThat(
                        get(image, "/content", "Range", "bytes=0-0", "If-Range", "\"other\"")
                                .statusCode())
                .isEqualTo(200);
        assertThat(get(image, "/content", "Range", "bytes=0-0", "If-Range", tag).statusCode())
                .isEqualTo(206);
        HttpResponse<byte[]> known = get(image, "/content", "If-None-Match", "\"x\", W/" + tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(header(known, "ETag")).isEqualTo(tag);
        assertThat(header(known, "Cache-Control")).isEqualTo("private, no-cache");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/> | application/octet-stream",
                "<html><script>alert(1)</script></html>                     | application/octet-stream",
                "%PDF-1.4 whatever                                          | application/pdf"
            })
    void whatABrowserCouldRunIsNothingButAFileToKeep(String text, String type) throws Exception {
        byte[] file = text.getBytes(StandardCharsets.UTF_8);
        ImageResult image = image(stored(file), "x.html", file, 0, 10, 10);

        HttpResponse<byte[]> response = get(image, "/content");

        assertThat(header(response, "Content-Type")).isEqualTo(type);
        assertThat(header(response, "Content-Disposition")).startsWith("attachment;");
        assertThat(header(response, "Content-Security-Policy")).contains("sandbox");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aFileOnTheWebIsFoundThere() throws Exception {
        byte[] none = {1};
        ImageResult image = image("https://example.org/a.png?b=c", "a.png", none, 0, 10, 10);

        HttpResponse<byte[]> response = get(image, "/content");

        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(header(response, "Location")).isEqualTo("https://example.org/a.png?b=c");
        assertThat(code(get(image, "/annotated"))).isEqualTo("content_not_stored");
    }

    @Test
    void whatIsElsewhereGoneOrAnothersIsNotStored() throws Exception {
        byte[] file = {1};
        String others =
                ObjectKeys.tenantPrefix(TestingBridge.tenant()) + "uploads/" + UUID.randomUUID();
        storage().put(others, new ByteArrayInputStream(file));
        String foreign = storage().uriOf(others);
        String traversal = storage().uriOf(key()).replaceFirst("uploads/.*", "../../" + others);
        for (String uri :
                List.of(
                        "s3://somewhere/else.png",
                        "file:///etc/passwd",
                        "https://user:secret@example.org/a.png",
                        "javascript:alert(1)",
                        "not a uri",
                        foreign,
                        traversal,
                        storage().uriOf(key()))) {
            ImageResult image = image(uri, "a.png", file, 0, 10, 10);
            HttpResponse<byte[]> response = get(image, "/content");
            assertThat(response.statusCode()).as(uri).isEqualTo(409);
            assertThat(code(response)).isEqualTo("content_not_stored");
            assertThat(new String(response.body(), StandardCharsets.UTF_8)).contains("\"cure\":");
        }
    }

    @Test
    void whatWasFoundIsDrawnIn() throws Exception {
        ImageResult image = png("a.png");

        BufferedImage drawn = picture(get(image, "/annotated?format=png"));
        BufferedImage plain = picture(get(image, "/annotated?format=png&task=quality"));
        BufferedImage small = picture(get(image, "/annotated?max_size=160"));

        assertThat(drawn.getWidth()).isEqualTo(640);
        assertThat(TestingPictures.isNearly(drawn, 10, 10, Color.RED)).isTrue();
        assertThat(TestingPictures.isNearly(plain, 64, 150, Color.RED)).isTrue();
        assertThat(TestingPictures.isNearly(drawn, 64, 150, Color.RED)).isFalse();
        assertThat(TestingPictures.isNearly(drawn, 70, 150, Color.RED)).isTrue();
        assertThat(small.getWidth()).isEqualTo(160);
        assertThat(TestingPictures.isNearly(small, 16, 38, Color.RED)).isFalse();
        assertThat(
                        TestingPictures.isNearly(
                                picture(get(image, "/annotated?format=png&min_confidence=0.95")),
                                64,
                                150,
                                Color.RED))
                .isTrue();
    }

    @Test
    void aPictureIsTurnedAsItsCoordinatesAre() throws Exception {
        byte[] file = TestingPictures.jpegWithOrientation(TestingPictures.quarters(640, 480), 6);
        ImageResult image = image(stored(file), "a.jpg", file, 0, 480, 640);

        BufferedImage drawn = picture(get(image, "/annotated?format=png"));

        assertThat(drawn.getHeight()).isEqualTo(640);
        // The lower left quarter of the stored picture is now the upper left one.
        assertThat(TestingPictures.isNearly(drawn, 20, 20, Color.BLUE)).isTrue();
        assertThat(TestingPictures.isNearly(drawn, 64, 150, Color.BLUE)).isFalse();
    }

    @Test
    void aPageOfADocumentIsDrawn() throws Exception {
        byte[] file = TestingPictures.pdf(3, 0);
        ImageResult image = image(encrypted(file), "a.pdf", file, 2, 556, 278);

        BufferedImage drawn = picture(get(image, "/annotated?format=png"));

        assertThat(drawn.getWidth()).isEqualTo(556);
        assertThat(TestingPictures.isNearly(drawn, 180, 20, Color.WHITE)).isTrue();
        assertThat(TestingPictures.isNearly(drawn, 130, 10, Color.BLACK)).isTrue();
        assertThat(TestingPictures.isNearly(drawn, 64, 200, Color.WHITE)).isFalse();
    }

    @Test
    void aPictureThatIsKnownIsNotSentAgain() throws Exception {
        ImageResult image = png("a.png");
        HttpResponse<byte[]> first = get(image, "/annotated");
        String tag = header(first, "ETag");

        assertThat(get(image, "/annotated").body()).isEqualTo(first.body());
        assertThat(
                        new String(
                                client.bridge().services().metrics().scrape(null).body(),
                                StandardCharsets.UTF_8))
                .contains("cv_bridge_pictures_total{outcome=\"cached\"}")
                .contains("cv_bridge_pictures_total{outcome=\"drawn\"}")
                .contains("cv_bridge_pictures_under_way 0.0");
        assertThat(get(image, "/annotated", "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(header(get(image, "/annotated?max_size=100"), "ETag")).isNotEqualTo(tag);
        ImageResult again =
                results.image(image.jobId(), null, image.uri(), "a.png", 0, text(null, "x"));
        results.store(again);
        assertThat(get(image, "/annotated", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeDrawnIsToldSo() throws Exception {
        byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[(1 << 20) + 1];
        byte[] bomb = TestingPictures.encode("png", new BufferedImage(1, 1, 1));
        // The header says 65535 x 65535 pixels.
        for (int place : new int[] {18, 19, 22, 23}) {
            bomb[place] = (byte) 0xFF;
        }
        for (byte[] file : List.of(text, large, bomb)) {
            HttpResponse<byte[]> response =
                    get(image(stored(file), "a.png", file, 0, 10, 10), "/annotated");
            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(code(response)).isEqualTo("image_not_drawable");
        }
    }

    @Test
    void aFileThatIsShorterThanItsRowBreaksOff() throws Exception {
        byte[] file = TestingPictures.encode("png", TestingPictures.quarters(64, 64));
        ImageResult image = image(stored(Arrays.copyOf(file, 100)), "a.png", file, 0, 64, 64);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> get(image, "/content")))
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void theLastFrameOfASourceIsItsNewestRow() throws Exception {
        byte[] file = TestingPictures.encode("png", TestingPictures.quarters(640, 480));
        for (int second = 0; second < 3; second++) {
            results.store(
                    results.image(
                            null,
                            "gate-1",
                            second == 2 ? stored(file) : "s3://gone/" + second,
                            "gate.png",
                            second,
                            CAR));
        }
        ImageResult last = results.image(null, "empty", "s3://x/y", "f", 0);
        results.store(last);

        HttpResponse<byte[]> plain = client.get(tenant, "/sources/gate-1/snapshot?at=1");
        HttpResponse<byte[]> drawn =
                client.get(tenant, "/sources/gate-1/snapshot?annotated=true&max_size=320");

        assertThat(TestingPictures.isNearly(picture(plain), 64, 150, Color.RED)).isTrue();
        assertThat(TestingPictures.isNearly(picture(drawn), 32, 75, Color.RED)).isFalse();
        assertThat(picture(drawn).getWidth()).isEqualTo(320);
        assertThat(client.get(tenant, "/sources/nobody/snapshot").statusCode()).isEqualTo(404);
        assertThat(code(client.get(tenant, "/sources/empty/snapshot")))
                .isEqualTo("content_not_stored");
        assertThat(client.get(TestingBridge.tenant(), "/sources/gate-1/snapshot").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theLastFrameOfASourceIsTheOneInRedisWhereThereIsOne() throws Exception {
        byte[] file = TestingPictures.encode("png", TestingPictures.quarters(640, 480));
        String key = RedisKeys.source(tenant, "gate-2");
        client.bridge()
                .services()
                .redis()
                .call(
                        redis ->
                                redis.hset(
                                        key,
                                        Map.of(
                                                "image_id",
                                                UUID.randomUUID().toString(),
                                                "uri",
                                                uri(file),
                                                "width",
                                                "640",
                                                "height",
                                                "480",
                                                "tasks",
                                                ContractCodec.toJson(List.of(CAR)))));

        BufferedImage drawn =
                picture(client.get(tenant, "/sources/gate-2/snapshot?annotated=true"));

        assertThat(TestingPictures.isNearly(drawn, 64, 150, Color.RED)).isFalse();
        assertThat(TestingPictures.isNearly(drawn, 70, 150, Color.RED)).isTrue();
    }

    private String uri(byte[] file) {
        try {
            return stored(file);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
