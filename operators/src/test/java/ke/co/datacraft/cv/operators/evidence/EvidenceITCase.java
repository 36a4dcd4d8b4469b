package ke.co.datacraft.cv.operators.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.encryption.DecryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.operators.camera.store.EncryptingFrameStore;
import ke.co.datacraft.cv.operators.camera.store.FolderFrameStore;
import ke.co.datacraft.cv.operators.camera.store.FrameKey;
import ke.co.datacraft.cv.operators.camera.store.FrameStore;
import ke.co.datacraft.cv.operators.camera.store.RedisFrameStore;
import ke.co.datacraft.cv.operators.camera.store.S3FrameStore;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.EvidenceSettings;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.testing.Eventually;
import ke.co.datacraft.cv.operators.testing.TestingObjectStorage;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.UnifiedJedis;
import redis.embedded.RedisServer;

/** Frames in a folder, a bucket and in Redis, kept in the folder or the bucket. */
class EvidenceITCase {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final UUID IMAGE = new UUID(7, 7);
    private static final String OURS = "tenants/acme/evidence/gate/2026/03/04/05/" + IMAGE + ".jpg";
    private static final byte[] JPEG = {1, 2, 3};
    private static final int LARGEST = 1000;

    @TempDir private Path folder;
    private int port;
    private RedisServer server;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        startRedis();
    }

    private void startRedis() throws IOException {
        server =
                RedisServer.builder()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .setting("dir " + folder)
                        .build();
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private RedisSettings redis() {
        return new RedisSettings(
                "redis://127.0.0.1:" + port + "/0",
                List.of(),
                Duration.ofMinutes(1),
                false,
                Duration.ofSeconds(5),
                0);
    }

    private EvidenceSettings settings() {
        return new EvidenceSettings(
                folder.toString(), "unused", null, redis(), LARGEST, 2, 10, Duration.ofHours(1));
    }

    private static FrameKey key(String tenant) {
        return new FrameKey(tenant, "gate", TIME);
    }

    private static EvidenceFrame frame(String uri) {
        return new EvidenceFrame("acme", "gate", IMAGE, TIME, uri);
    }

    private EvidenceStore.Outcome keep(String uri) throws Exception {
        try (EvidenceStore store = new EvidenceStore(settings())) {
            return store.keep(frame(uri));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.contains("/evidence/"))
                    .toList();
        }
    }

    @Test
    void aFrameInTheFolderIsCopiedAndOutlivesIt() throws Exception {
        String uri = new FolderFrameStore(folder).put(key("acme"), JPEG, DAY);

        assertThat(keep(uri)).isEqualTo(EvidenceStore.Outcome.KEPT);
        assertThat(keep(uri)).isEqualTo(EvidenceStore.Outcome.KEPT);
        Files.delete(folder.resolve(FrameNames.frame("acme", "gate", TIME)));

        assertThat(files()).containsExactly(OURS);
        assertThat(Files.readAllBytes(folder.resolve(OURS))).isEqualTo(JPEG);
        // When its job goes over it again.
        assertThat(keep(uri)).isEqualTo(EvidenceStore.Outcome.GONE);
        assertThat(files()).containsExactly(OURS);
    }

    @Test
    void aFrameInRedisGoesToTheFolderAsEncryptedAsItWas() throws Exception {
        EncryptionKeys keys =
                EncryptionKeys.parse("one:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        String uri;
        try (FrameStore store = new EncryptingFrameStore(new RedisFrameStore(redis()), keys)) {
            uri = store.put(key("acme"), JPEG, DAY);
        }

        assertThat(keep(uri)).isEqualTo(EvidenceStore.Outcome.KEPT);

        byte[] stored = Files.readAllBytes(folder.resolve(OURS));
        assertThat(stored).isNotEqualTo(JPEG);
        assertThat(
                        new DecryptingInputStream(
                                        new ByteArrayInputStream(stored),
                                        keys,
                                        ObjectNames.of("acme"))
                                .readAllBytes())
                .isEqualTo(JPEG);
    }

    @Test
    void aBucketKeepsFramesOfItsOwnAndOfRedis() throws Exception {
        try (TestingObjectStorage bucket = new TestingObjectStorage(folder.resolve("s3"));
                FrameStore frames =
                        new S3FrameStore(
                                bucket.settings(),
                                TestingObjectStorage.BUCKET,
                                Duration.ofSeconds(10));
                FrameStore inRedis = new RedisFrameStore(redis());
                EvidenceStore store =
                        new EvidenceStore(
                                new EvidenceSettings(
                                        null,
                                        TestingObjectStorage.BUCKET,
                                        bucket.settings(),
                                        redis(),
                                        LARGEST,
                                        2,
                                        10,
                                        DAY))) {
            String uri = frames.put(key("acme"), JPEG, DAY);
            String other = inRedis.put(new FrameKey("acme", "yard", TIME), JPEG, DAY);
            EvidenceFrame second = new EvidenceFrame("acme", "yard", IMAGE, TIME, other);

            assertThat(store.keep(frame(uri))).isEqualTo(EvidenceStore.Outcome.KEPT);
            assertThat(store.keep(frame(uri))).isEqualTo(EvidenceStore.Outcome.KEPT);
            assertThat(store.keep(second)).isEqualTo(EvidenceStore.Outcome.KEPT);
            Files.delete(bucket.file(FrameNames.frame("acme", "gate", TIME)));

            assertThat(store.keep(frame(uri))).isEqualTo(EvidenceStore.Outcome.GONE);
            assertThat(bucket.keys()).containsExactly(OURS, OURS.replace("gate", "yard"));
            assertThat(Files.readAllBytes(bucket.file(OURS))).isEqualTo(JPEG);
        }
    }

    @Test
    void nothingButItsOwnFrameIsCopied() throws Exception {
        FrameStore files = new FolderFrameStore(folder);
        String others = files.put(key("other"), JPEG, DAY);
        String later = files.put(new FrameKey("acme", "gate", TIME.plusMillis(1)), JPEG, DAY);
        String othersInRedis;
        try (FrameStore store = new RedisFrameStore(redis())) {
            othersInRedis = store.put(key("other"), JPEG, DAY);
        }
        for (String uri :
                List.of(
                        others,
                        later,
                        othersInRedis,
                        "file:///etc/passwd",
                        "http://127.0.0.1/a",
                        "no uri")) {
            assertThat(keep(uri)).as(uri).isEqualTo(EvidenceStore.Outcome.ELSEWHERE);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    @Timeout(60)
    void aFrameThatIsTooLargeIsNotTriedAgain() throws Exception {
        String uri = new FolderFrameStore(folder).put(key("acme"), new byte[LARGEST + 1], DAY);
        try (var harness = harness()) {
            harness.open();
            harness.processElement(frame(uri), 0);
            harness.endInput();

            assertThat(files()).isEmpty();
        }
    }

    @Test
    void eventsOfOneObjectCopyItsFrameOnce() throws Exception {
        String uri = new FolderFrameStore(folder).put(key("acme"), JPEG, DAY);
        try (var harness = harness()) {
            harness.open();
            harness.processElement(frame(uri), 0);
            Eventually.check(() -> Files.exists(folder.resolve(OURS)));
            Files.delete(folder.resolve(OURS));
            harness.processElement(frame(uri), 0);
            harness.endInput();

            assertThat(harness.getOutput()).isEmpty();
            assertThat(files()).isEmpty();
        }
    }

    /** Redis is away, and then the job is restarted: the frame is in its state. */
    @Test
    void aStoreThatIsAwayIsTriedAgainAlsoAfterARestart() throws Exception {
        String uri;
        try (FrameStore store = new RedisFrameStore(redis());
                UnifiedJedis connection = RedisConnections.open(redis())) {
            uri = store.put(key("acme"), JPEG, DAY);
            // What it has on its disk is there as soon as it answers again.
            connection.sendCommand(Protocol.Command.SAVE);
        }
        server.stop();
        OperatorSubtaskState state;
        try (var harness = harness()) {
            harness.open();
            harness.processElement(frame(uri), 0);
            state = harness.snapshot(1, 0);
        }
        try (var harness = harness()) {
            harness.initializeState(state);
            harness.open();
            startRedis();
            harness.endInput();

            assertThat(Files.readAllBytes(folder.resolve(OURS))).isEqualTo(JPEG);
        }
    }

    @Test
    @Timeout(60)
    void afterItsTimeOutItIsGivenUp() throws Exception {
        server.stop();
        try (var harness = harness()) {
            harness.open();
            harness.processElement(frame(FrameNames.redisAddress(key("acme").id().toString())), 0);
            harness.setProcessingTime(Duration.ofHours(1).toMillis() + 1);
            harness.endInput();

            assertThat(files()).isEmpty();
        } finally {
            startRedis();
        }
    }

    private OneInputStreamOperatorTestHarness<EvidenceFrame, EvidenceFrame> harness()
            throws Exception {
        EvidenceSettings settings = settings();
        var type = ContractTypes.of(EvidenceFrame.class);
        var serializer = type.createSerializer(new SerializerConfigImpl());
        var harness =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                new EvidenceFunction(settings),
                                settings.timeout().toMillis(),
                                settings.maxWaiting(),
                                AsyncDataStream.OutputMode.UNORDERED),
                        serializer);
        harness.setup(serializer);
        return harness;
    }
}
