package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** A camera whose frames are in Redis for seconds, through every part of the system. */
class FramesITCase {

    private static final String TENANT = "acme";
    private static final String ENCRYPTION_KEY = "one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String CAMERA =
            """
            {"id": "gate", "kind": "simulator", "flow": "latest",
             "uri": "simulator://crossing?seed=7&fps=5&width=640&height=360&seconds=600&light=day",
             "playback": {"pace": "real_time", "loop": true},
             "retention": {"store": "redis", "frame_seconds": 20},
             "tasks": [{"task": "object_detection"}]}
            """;

    @TempDir static Path temporary;

    private static VisionStack stack;
    private static TestingRest rest;

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> variables = Map.of("CV_ENCRYPTION_KEY", ENCRYPTION_KEY);
        stack =
                VisionStack.start(
                        DataFolder.open(temporary.toRealPath().resolve("data")),
                        VisionStack.defaultOptions(0).withJobs(3),
                        TENANT,
                        variables,
                        name -> {});
        stack.startFeeds(name -> {});
        rest = new TestingRest(stack.startBridge(0, variables), TENANT);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void whatShowsAnEventOutlivesTheOtherFrames() throws Exception {
        HttpResponse<byte[]> made =
                rest.send(
                        rest.request("/api/v1/sources")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(CAMERA))
                                .build());
        assertThat(made.statusCode()).as(new String(made.body())).isEqualTo(201);

        assertThat(Waiting.until(PATIENCE, () -> get("/sources/gate/snapshot").statusCode() == 200))
                .as("a picture of a frame in Redis")
                .isTrue();
        Waiting.until(PATIENCE, () -> shown().isPresent());

        JsonNode evidence = shown().orElseThrow();
        String image = evidence.path("image_id").asText();
        BufferedImage drawn =
                ImageIO.read(
                        new ByteArrayInputStream(get("/images/" + image + "/annotated").body()));
        assertThat(drawn.getWidth()).isEqualTo(640);
        Path copy = copy(image);
        assertThat(new String(Files.readAllBytes(copy), StandardCharsets.ISO_8859_1))
                .as("encrypted as the frame was")
                .doesNotContain("JFIF");
    }

    /**
     * The evidence of an event whose frame Redis has forgotten, and which is shown all the same.
     */
    private static Optional<JsonNode> shown() throws IOException, InterruptedException {
        for (JsonNode event : rest.json("/api/v1/events?source_id=gate&limit=200").path("items")) {
            JsonNode evidence = event.at("/after/evidence");
            String id = FrameNames.redisId(evidence.path("uri").asText()).orElse(null);
            if (id != null && isForgotten(id)) {
                HttpResponse<byte[]> content =
                        get("/images/" + evidence.path("image_id").asText() + "/content");
                if (content.statusCode() == 200) {
                    assertThat(ImageIO.read(new ByteArrayInputStream(content.body())).getWidth())
                            .isEqualTo(640);
                    return Optional.of(evidence);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isForgotten(String frame) {
        try (RedisClient redis = RedisClient.create(stack.endpoints().redisUrl())) {
            return !redis.exists(RedisKeys.frame(frame));
        }
    }

    private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return rest.get("/api/v1" + path);
    }

    private static Path copy(String image) throws IOException {
        try (var files = Files.walk(temporary)) {
            return files.filter(file -> file.endsWith(image + ".jpg"))
                    .filter(file -> file.toString().contains("/tenants/acme/evidence/gate/"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
