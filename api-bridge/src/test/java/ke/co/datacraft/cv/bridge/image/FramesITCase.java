package ke.co.datacraft.cv.bridge.image;

import static ke.co.datacraft.cv.bridge.testing.TestingTasks.object;
import static ke.co.datacraft.cv.bridge.testing.TestingTasks.objects;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.bridge.picture.TestingPictures;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingClient;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.encryption.EncryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of frames that CameraJob keeps in Redis, and of those that are evidence. */
class FramesITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "k1:" + "0123456789abcdef".repeat(4);
    private static final String SOURCE = "gate-1";
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.250Z");
    private static final TaskResult CAR = objects(object("car", 2, 0.9, 64, 48, 320, 240));

    private static TestingClient client;

    private final String tenant = TestingBridge.tenant();
    private final byte[] jpeg = TestingPictures.encode("jpeg", TestingPictures.quarters(640, 480));

    @BeforeAll
    static void start() {
        client = new TestingClient(Map.of("CV_ENCRYPTION_KEY", KEY));
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    /** Puts it into Redis as CameraJob does. */
    private String frame(String owner, boolean encrypted) throws Exception {
        String id = FrameNames.id(owner, SOURCE, TIME).toString();
        byte[] bytes =
                encrypted
                        ? new EncryptingInputStream(
                                        new ByteArrayInputStream(jpeg),
                                        EncryptionKeys.parse(KEY),
                                        ObjectNames.of(owner))
                                .readAllBytes()
                        : jpeg;
        byte[] key = redisKey(id);
        client.bridge().services().redis().call(redis -> redis.set(key, bytes));
        return FrameNames.redisAddress(id);
    }

    private static byte[] redisKey(String id) {
        return RedisKeys.frame(id).getBytes(StandardCharsets.UTF_8);
    }

    private ImageResult image(String uri, Instant time) {
        TestingResults results = new TestingResults(TestingServices.shared(), tenant);
        ImageResult any = results.image(null, SOURCE, uri, "gate.jpg", 0, CAR);
        ImageResult image =
                new ImageResult(
                        any.schemaVersion(),
                        any.imageId(),
                        tenant,
                        null,
                        SOURCE,
                        uri,
                        "gate.jpg",
                        0,
                        any.image(),
                        new ImageFile(jpeg.length, "ab".repeat(32), "JPEG", "RGB", 1),
                        time,
                        any.ingestTime(),
                        any.processTime(),
                        "ann",
                        any.timings(),
                        any.tasks());
        results.store(image);
        return image;
    }

    private HttpResponse<byte[]> get(ImageResult image, String path, String... headers)
            throws Exception {
        return client.get(tenant, "/images/" + image.imageId() + path, headers);
    }

    private static BufferedImage picture(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(response.body()));
    }

    private static void assertNotStored(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(JSON.readTree(response.body()).path("code").asText())
                .isEqualTo("content_not_stored");
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("retention.frame_seconds");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFrameInRedisIsSentWholeInPartsAndDrawn(boolean encrypted) throws Exception {
        ImageResult image = image(frame(tenant, encrypted), TIME);

        assertThat(get(image, "/content").body()).isEqualTo(jpeg);
        HttpResponse<byte[]> part = get(image, "/content", "Range", "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(jpeg, 100, 200));
        assertThat(part.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        BufferedImage drawn = picture(get(image, "/annotated?format=png"));
        assertThat(TestingPictures.isNearly(drawn, 10, 10, Color.RED)).isTrue();
        assertThat(TestingPictures.isNearly(drawn, 64, 150, Color.RED)).isFalse();
        BufferedImage last = picture(client.get(tenant, "/sources/gate-1/snapshot?at=1"));
        assertThat(TestingPictures.isNearly(last, 64, 150, Color.RED)).isTrue();
    }

    @Test
    void theLastFrameThatRedisTellsOfIsFoundThereToo() throws Exception {
        String uri = frame(tenant, true);
        client.bridge()
                .services()
                .redis()
                .call(
                        redis ->
                                redis.hset(
                                        RedisKeys.source(tenant, SOURCE),
                                        Map.of(
                                                "image_id",
                                                FrameNames.id("any", "id", TIME).toString(),
                                                "uri",
                                                uri,
                                                "width",
                                                "640",
                                                "height",
                                                "480",
                                                "last_frame_at",
                                                "2026-03-04T05:06:07.250Z",
                                                "tasks",
                                                ContractCodec.toJson(List.of(CAR)))));

        BufferedImage drawn =
                picture(client.get(tenant, "/sources/gate-1/snapshot?annotated=true"));

        assertThat(TestingPictures.isNearly(drawn, 64, 150, Color.RED)).isFalse();
        assertThat(TestingPictures.isNearly(drawn, 10, 10, Color.RED)).isTrue();
    }

    @Test
    void aFrameThatRedisForgotIsToldSo() throws Exception {
        ImageResult image = image(frame(tenant, false), TIME);
        byte[] key = redisKey(FrameNames.id(tenant, SOURCE, TIME).toString());
        client.bridge().services().redis().call(redis -> redis.pexpire(key, 1));
        Eventually.until(
                "the frame has expired",
                () -> !client.bridge().services().redis().call(redis -> redis.exists(key)));

        assertNotStored(get(image, "/content"));
        assertNotStored(get(image, "/annotated"));
        assertNotStored(client.get(tenant, "/sources/gate-1/snapshot"));
    }

    /** The copy that AnalyticsJob makes of a frame that shows an event. */
    private void evidence(String owner, ImageResult image) throws Exception {
        client.bridge()
                .services()
                .storage()
                .put(
                        FrameNames.evidence(owner, SOURCE, TIME, image.imageId()),
                        new ByteArrayInputStream(jpeg));
    }

    @Test
    void evidenceIsShownInPlaceOfAFrameThatIsGone() throws Exception {
        String inRedis = FrameNames.redisAddress(FrameNames.id(tenant, SOURCE, TIME).toString());
        String inStorage =
                client.bridge().services().storage().uriOf(FrameNames.frame(tenant, SOURCE, TIME));
        for (String uri : List.of(inRedis, inStorage)) {
            ImageResult image = image(uri, TIME);
            assertNotStored(get(image, "/content"));
            evidence(TestingBridge.tenant(), image);
            assertNotStored(get(image, "/content"));

            evidence(tenant, image);

            assertThat(get(image, "/content").body()).as(uri).isEqualTo(jpeg);
            assertThat(get(image, "/content", "Range", "bytes=5-8").body())
                    .isEqualTo(Arrays.copyOfRange(jpeg, 5, 9));
            assertThat(picture(get(image, "/annotated")).getWidth()).isEqualTo(640);
        }
    }

    @Test
    void anUploadThatIsGoneHasNoEvidence() throws Exception {
        ImageResult image = image("s3://elsewhere/a.jpg", TIME);
        evidence(tenant, image);

        assertNotStored(get(image, "/content"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anothersFrameIsNotStoredWhateverARowSays(boolean encrypted) throws Exception {
        ImageResult image = image(frame(TestingBridge.tenant(), encrypted), TIME);
        ImageResult later = image(frame(tenant, encrypted), TIME.plusMillis(1));

        assertNotStored(get(image, "/content"));
        assertNotStored(get(image, "/annotated"));
        assertNotStored(get(later, "/content"));
        assertThat(
                        client.get(
                                        TestingBridge.tenant(),
                                        "/images/" + later.imageId() + "/content")
                                .statusCode())
                .isEqualTo(404);
    }
}
