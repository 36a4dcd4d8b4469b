package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.standalone.client.TopicReader;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that was added after the start is activated from the command line under load. */
class HotSwapITCase {

    private static final String NEXT = "2.0.0";
    private static final int ENOUGH = 500;
    private static final int AHEAD = 400;

    @TempDir Path temporary;

    private final Map<Long, ModelReference> models = new TreeMap<>();
    private TestingVision vision;
    private Path folder;
    private String uri;
    private long sent;

    @BeforeEach
    void start() throws IOException {
        Path base = temporary.toRealPath();
        folder = base.resolve("models");
        TestingDetector.write(folder);
        Path root = Files.createDirectory(base.resolve("root"));
        uri = TestingVision.write(root, "a.jpg", SampleImages.jpeg(64, 48, 1)).toUri().toString();
        vision =
                new TestingVision(
                        base.resolve("data"),
                        root,
                        Map.of(
                                "CV_MODEL_PATH",
                                folder.toString(),
                                "CV_YOLO_MODEL",
                                TestingDetector.NAME,
                                "CV_RESULT_CACHE_ENABLED",
                                "false"));
    }

    @AfterEach
    void stop() {
        if (vision != null) {
            vision.close();
        }
    }

    @Test
    void noFrameFailsAndEveryResultNamesItsVersion() throws Exception {
        try (TopicReader results =
                TopicReader.fromNow(
                        vision.stack().endpoints().bootstrapServers(),
                        vision.stack().topics().results())) {
            flowUntilAnsweredBy(TestingDetector.VERSION, results);
            TestingDetector.write(folder, NEXT, 0.6f);
            assertThat(cv("models", "activate", TestingDetector.NAME + "@" + NEXT))
                    .contains("ordered");
            flowUntilAnsweredBy(NEXT, results);
            assertThat(
                            Waiting.until(
                                    TestingVision.PATIENCE,
                                    () -> {
                                        read(results);
                                        return models.size() == sent;
                                    }))
                    .as("answered %s of %s", models.size(), sent)
                    .isTrue();
        }

        assertThat(vision.letters()).isEmpty();
        assertThat(models.keySet())
                .containsExactlyElementsOf(LongStream.range(0, sent).boxed().toList());
        Set<ModelReference> named = new HashSet<>(models.values());
        assertThat(named)
                .containsExactlyInAnyOrder(model(TestingDetector.VERSION, 0.9f), model(NEXT, 0.6f));
        assertThat(cv("models", "status")).contains(TestingDetector.NAME, NEXT);
        vision.assertNeverRestarted();
    }

    /** Keeps frames under way until enough were answered by a version. */
    private void flowUntilAnsweredBy(String version, TopicReader results) {
        boolean enough =
                Waiting.until(
                        TestingVision.PATIENCE,
                        () -> {
                            while (sent < models.size() + AHEAD) {
                                send();
                            }
                            read(results);
                            return models.values().stream()
                                            .filter(model -> model.version().equals(version))
                                            .count()
                                    >= ENOUGH;
                        });
        assertThat(enough).as("answered by %s: %s", version, models.values()).isTrue();
    }

    private void send() {
        ImageReference frame =
                new ImageReference(
                        ContractCodec.SCHEMA_VERSION,
                        TestingVision.TENANT,
                        null,
                        "gate",
                        null,
                        uri,
                        null,
                        null,
                        null,
                        null,
                        List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)),
                        null,
                        Instant.ofEpochMilli(sent),
                        Instant.EPOCH,
                        null,
                        null);
        vision.submitter()
                .submit(
                        vision.stack().topics().frames(),
                        "gate".getBytes(StandardCharsets.UTF_8),
                        ContractCodec.toBytes(frame),
                        TestingVision.TENANT);
        sent++;
    }

    private void read(TopicReader results) {
        for (ConsumerRecord<byte[], byte[]> record : results.poll()) {
            ImageResult result;
            try {
                result = ContractCodec.readTrusted(record.value(), ImageResult.class);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            models.put(result.captureTime().toEpochMilli(), result.tasks().get(0).model());
        }
    }

    private static ModelReference model(String version, float confidence) {
        return new ModelReference(
                TestingDetector.NAME, version, Sha256.hex(TestingDetector.model(confidence)));
    }

    /** What the command line answers. */
    private String cv(String... arguments) {
        StringWriter out = new StringWriter();
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--bootstrap-servers";
        all[arguments.length + 1] = vision.stack().endpoints().bootstrapServers();
        PrintWriter printer = new PrintWriter(out, true);
        assertThat(CommandLineInterface.create(printer, printer).execute(all))
                .as(out::toString)
                .isZero();
        return out.toString();
    }
}
