package ke.co.datacraft.cv.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.ResultEvent;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.operators.camera.SourceNews;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.resps.StreamEntry;
import redis.embedded.RedisServer;

class RedisSinkITCase {

    @RegisterExtension static final MiniClusterExtension CLUSTER = new MiniClusterExtension();

    private static final Duration TTL = Duration.ofMinutes(5);
    private static final int LENGTH = 100;
    private static int port;
    private static RedisServer server;

    private final CvMetrics metrics = CvMetrics.of(new UnregisteredMetricsGroup());

    @BeforeAll
    static void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        server = newServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
    }

    @BeforeEach
    void clear() {
        try (UnifiedJedis redis = RedisConnections.open(settings())) {
            redis.flushAll();
        }
    }

    private static RedisServer newServer() throws IOException {
        RedisServer started =
                RedisServer.builder()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .build();
        started.start();
        return started;
    }

    private static RedisSettings settings() {
        return new RedisSettings(
                "redis://127.0.0.1:" + port, List.of(), TTL, false, Duration.ofSeconds(2), LENGTH);
    }

    private RedisSinkWriter<String> writer(ProcessingTimeService time) {
        return new RedisSinkWriter<>(
                text -> List.of(RedisWrite.text("key:" + text, text, TTL)),
                new RedisPipe(() -> RedisConnections.open(settings())),
                new RedisBatching(16, Duration.ofMillis(5), 1000, Duration.ofMillis(200)),
                time,
                new RedisSinkMetrics(metrics, "test"));
    }

    @Test
    void showsJobsCamerasAndImages() throws Exception {
        JobStatus status = sample("job-status.v1.failed", JobStatus.class);
        ImageResult camera = sample("results.v1.camera", ImageResult.class);
        String ocr = new String(GoldenSamples.bytes("results.v1.ocr"), StandardCharsets.UTF_8);
        ImageResult image =
                ContractCodec.readTrusted(
                        ocr.replace(camera.imageId().toString(), UUID.randomUUID().toString())
                                .getBytes(StandardCharsets.UTF_8),
                        ImageResult.class);
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        environment
                .fromData(ContractTypes.JOB_STATUS, status)
                .sinkTo(
                        new RedisSink<>(
                                "jobs",
                                settings(),
                                RedisMappers.jobs(TTL, LENGTH),
                                RedisBatching.DEFAULT));
        environment
                .fromData(
                        ContractTypes.of(SerializedResult.class),
                        SerializedResult.of(camera),
                        SerializedResult.of(image))
                .sinkTo(
                        new RedisSink<>(
                                "results",
                                settings(),
                                RedisMappers.results(TTL, LENGTH, FieldCipher.NONE),
                                RedisBatching.DEFAULT));
        environment.execute();

        try (UnifiedJedis redis = RedisConnections.open(settings())) {
            String jobKey = RedisKeys.job(status.tenantId(), status.jobId());
            assertThat(redis.hgetAll(jobKey))
                    .containsEntry("state", "FAILED")
                    .containsEntry("failed", Integer.toString(status.failed()))
                    .containsEntry("error_message", status.errorMessage());
            assertThat(redis.ttl(jobKey)).isBetween(200L, 300L);
            Map<String, String> source =
                    redis.hgetAll(RedisKeys.source(camera.tenantId(), camera.sourceId()));
            assertThat(source)
                    .containsEntry("image_id", camera.imageId().toString())
                    .containsEntry("last_frame_at", camera.captureTime().toString());
            String key = RedisKeys.image(image.tenantId(), image.imageId());
            assertThat(redis.get(key)).isEqualTo(ContractCodec.toJson(image));
            assertThat(redis.ttl(key)).isBetween(200L, 300L);

            assertEvents(redis, status, camera, image);
        }
    }

    @Test
    void whatHappensAtSourcesIsOnTheStreamOnceUnderIdOfItsMessage() throws Exception {
        AnalyticsEvent event = sample("events.v1.zone-update", AnalyticsEvent.class);
        Alert alert = sample("alerts.v1.new", Alert.class);
        SourceStatus status = sample("source-status.v1.online", SourceStatus.class);
        List<RedisWrite> writes = new ArrayList<>();
        writes.addAll(RedisMappers.analyticsEvents(TTL, LENGTH).map(event));
        writes.addAll(RedisMappers.alerts(TTL, LENGTH).map(alert));
        writes.addAll(RedisMappers.sourceStatuses(TTL, LENGTH).map(status));
        assertThat(RedisMappers.analyticsEvents(TTL, 0).map(event)).isEmpty();
        try (RedisSinkWriter<RedisWrite> writer =
                        new RedisSinkWriter<>(
                                List::of,
                                new RedisPipe(() -> RedisConnections.open(settings())),
                                RedisBatching.DEFAULT,
                                new ImmediateTime(),
                                new RedisSinkMetrics(metrics, "test"));
                UnifiedJedis redis = RedisConnections.open(settings())) {
            for (int repeat = 0; repeat < 2; repeat++) {
                for (RedisWrite write : writes) {
                    writer.write(write, null);
                }
                writer.flush(false);
            }
            assertThat(events(redis, "acme"))
                    .extracting(entry -> entry.get("type") + " " + entry.get("id"))
                    .startsWith(
                            "event " + event.id() + ":" + event.sequence(),
                            "alert " + alert.id() + ":" + alert.sequence());
            assertThat(events(redis, event.tenantId()).get(0))
                    .containsEntry("source", event.sourceId())
                    .containsEntry("data", ContractCodec.toJson(event));
            assertThat(redis.hget(RedisKeys.source("acme", status.sourceId()), "status"))
                    .isEqualTo(ContractCodec.toJson(status));
        }
    }

    @Test
    void streamOfEventsIsCapped() throws Exception {
        JobStatus status = sample("job-status.v1.processing", JobStatus.class);
        try (RedisSinkWriter<String> writer =
                        new RedisSinkWriter<>(
                                id ->
                                        List.of(
                                                RedisWrite.entry(
                                                        RedisKeys.events("acme"),
                                                        id,
                                                        Map.of("id", id),
                                                        LENGTH,
                                                        TTL)),
                                new RedisPipe(() -> RedisConnections.open(settings())),
                                RedisBatching.DEFAULT,
                                new ImmediateTime(),
                                new RedisSinkMetrics(metrics, "test"));
                UnifiedJedis redis = RedisConnections.open(settings())) {
            IntStream.range(0, 1000).forEach(i -> writer.write("e" + i, null));
            writer.write("e999", null);
            writer.flush(false);

            List<Map<String, String>> events = events(redis, "acme");
            // Redis trims whole nodes of its tree, which hold up to 100 entries each.
            assertThat(events).hasSizeBetween(LENGTH, 2 * LENGTH + 1);
            assertThat(events)
                    .extracting(event -> event.get("id"))
                    .containsExactlyElementsOf(
                            IntStream.range(1000 - events.size(), 1000)
                                    .mapToObj(i -> "e" + i)
                                    .toList());
        }
        assertThat(RedisMappers.jobs(TTL, 0).map(status)).as("without events").hasSize(1);
    }

    @Test
    void aSourceThatIsRemovedLeavesNoHash() throws Exception {
        SourceStatus online = sample("source-status.v1.online", SourceStatus.class);
        String key = RedisKeys.source(online.tenantId(), online.sourceId());
        String neighbour = RedisKeys.source(online.tenantId(), "neighbour");
        try (RedisSinkWriter<SourceNews> writer =
                        new RedisSinkWriter<>(
                                RedisMappers.sources(TTL, LENGTH),
                                new RedisPipe(() -> RedisConnections.open(settings())),
                                RedisBatching.DEFAULT,
                                new ImmediateTime(),
                                new RedisSinkMetrics(metrics, "test"));
                UnifiedJedis redis = RedisConnections.open(settings())) {
            redis.hset(key, "uri", "of a result");
            redis.hset(neighbour, "uri", "of another");
            writer.write(SourceNews.of(online), null);
            writer.flush(false);
            assertThat(redis.hgetAll(key)).containsOnlyKeys("uri", RedisKeys.SOURCE_STATUS);

            writer.write(
                    SourceNews.removed(DefinitionKeys.key(online.tenantId(), online.sourceId())),
                    null);
            writer.flush(false);
            assertThat(redis.exists(key)).isFalse();
            assertThat(redis.exists(neighbour)).isTrue();
        }
    }

    private static void assertEvents(
            UnifiedJedis redis, JobStatus status, ImageResult camera, ImageResult image) {
        List<Map<String, String>> events = events(redis, status.tenantId());
        assertThat(events)
                .extracting(event -> event.get(RedisKeys.EVENT_TYPE))
                .containsExactlyInAnyOrder("job", "result", "result");
        assertThat(events)
                .contains(
                        event("job", "", jobEventId(status), status),
                        event(
                                "result",
                                camera.sourceId(),
                                camera.imageId().toString(),
                                ResultEvent.of(camera)),
                        event("result", "", image.imageId().toString(), ResultEvent.of(image)));
        assertThat(redis.ttl(RedisKeys.events(status.tenantId()))).isBetween(200L, 300L);
    }

    private static List<Map<String, String>> events(UnifiedJedis redis, String tenantId) {
        return redis.xrange(RedisKeys.events(tenantId), "-", "+").stream()
                .map(StreamEntry::getFields)
                .toList();
    }

    private static Map<String, String> event(
            String type, String source, String id, Object message) {
        return Map.of(
                "type", type, "source", source, "id", id, "data", ContractCodec.toJson(message));
    }

    private static String jobEventId(JobStatus status) {
        return status.jobId()
                + ":"
                + status.retryCount()
                + ":FAILED:"
                + status.completed()
                + ":"
                + status.failed();
    }

    @Test
    void checkpointLeavesNothingBehind() throws Exception {
        try (RedisSinkWriter<String> writer = writer(new ImmediateTime());
                UnifiedJedis redis = RedisConnections.open(settings())) {
            IntStream.range(0, 37).forEach(i -> writer.write("v" + i, null));
            writer.flush(false);
            assertThat(redis.dbSize()).isEqualTo(37);
            assertThat(written()).isEqualTo(37);
        }
    }

    @Test
    void valueUnderAForeignKeyIsGivenUpAndTheRestGoesOn() throws Exception {
        try (RedisSinkWriter<String> writer =
                        new RedisSinkWriter<>(
                                text -> List.of(RedisWrite.hash(text, Map.of("f", "v"), TTL)),
                                new RedisPipe(() -> RedisConnections.open(settings())),
                                RedisBatching.DEFAULT,
                                new ImmediateTime(),
                                new RedisSinkMetrics(metrics, "test"));
                UnifiedJedis redis = RedisConnections.open(settings())) {
            redis.lpush("foreign", "a list");
            writer.write("foreign", null);
            writer.write("ours", null);
            writer.flush(false);
            assertThat(redis.hgetAll("ours")).containsEntry("f", "v");
            assertThat(redis.lrange("foreign", 0, -1)).containsExactly("a list");
            assertThat(dropped()).isEqualTo(1);
        }
    }

    @Test
    void latestValuesSurviveAnOutage() throws Exception {
        try (RedisSinkWriter<String> writer = writer(new ImmediateTime())) {
            writer.write("before", null);
            writer.flush(false);
            server.stop();
            IntStream.range(0, 100).forEach(i -> writer.write("during" + i, null));
            writer.flush(false);
            server = newServer();

            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            try (UnifiedJedis redis = RedisConnections.open(settings())) {
                while (redis.dbSize() < 100 && System.nanoTime() < deadline) {
                    writer.flush(false);
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                }
                assertThat(redis.dbSize()).isEqualTo(100);
            }
            assertThat(dropped()).isZero();
        }
    }

    private long written() {
        return metrics.counter(MetricNames.REDIS_WRITES_TOTAL, MetricNames.SINK, "test").getCount();
    }

    private long dropped() {
        return metrics.counter(MetricNames.REDIS_DROPPED_TOTAL, MetricNames.SINK, "test")
                .getCount();
    }

    private static <T> T sample(String name, Class<T> type) throws IOException {
        return ContractCodec.readTrusted(GoldenSamples.bytes(name), type);
    }

    /** The real clock, without timers: what is sent is sent by the test's calls. */
    private static final class ImmediateTime implements ProcessingTimeService {

        @Override
        public long getCurrentProcessingTime() {
            return System.currentTimeMillis();
        }

        @Override
        public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
            return null;
        }
    }
}
