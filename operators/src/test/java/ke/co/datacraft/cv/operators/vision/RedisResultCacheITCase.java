package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.redis.RedisConnections;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.UnifiedJedis;
import redis.embedded.RedisServer;

class RedisResultCacheITCase {

    private static final CacheKey KEY = new CacheKey("cv:acme:result:abc:quality:m@1:p");
    private static final TaskResult RESULT =
            new TaskResult(
                    "quality",
                    null,
                    new ModelReference("m", "1", null),
                    false,
                    new TaskTimings(1, 2, 3, 4),
                    null,
                    List.of(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);

    private static final List<TaskResult> RESULTS = List.of(RESULT, RESULT.asCached());

    @TempDir Path folder;
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();
    private int port;
    private RedisServer server;

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        startServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
    }

    private void startServer() throws IOException {
        server =
                RedisServer.builder()
                        .port(port)
                        .setting("bind 127.0.0.1")
                        .setting("save \"\"")
                        .build();
        server.start();
    }

    private RedisSettings settings() {
        return new RedisSettings(
                "redis://127.0.0.1:" + port + "/3",
                List.of(),
                Duration.ofMinutes(5),
                true,
                Duration.ofSeconds(2),
                0);
    }

    private RedisResultCache cache() {
        return cache(FieldCipher.NONE);
    }

    private RedisResultCache cache(FieldCipher cipher) {
        return new RedisResultCache(
                () -> {
                    connections.incrementAndGet();
                    return RedisConnections.open(settings());
                },
                settings().ttl(),
                now::get,
                cipher);
    }

    @Test
    void resultsAreEncryptedWhereThereIsAKey() {
        FieldCipher cipher = new FieldCipher(TestingVision.KEYS);
        try (RedisResultCache plain = cache();
                RedisResultCache cache = cache(cipher);
                UnifiedJedis redis = RedisConnections.open(settings())) {
            cache.put(KEY, RESULTS);

            assertThat(redis.get(KEY.text())).startsWith("enc:v1:k1:").doesNotContain("quality");
            assertThat(cache.find(List.of(KEY)).results()).containsExactly(RESULTS);
            assertThat(plain.find(List.of(KEY)).results())
                    .as("without the key it is analysed anew")
                    .containsExactly((List<TaskResult>) null);
            plain.put(KEY, RESULTS);
            assertThat(cache.find(List.of(KEY)).results())
                    .as("what is older than the key stays of use")
                    .containsExactly(RESULTS);
        }
    }

    @Test
    void keepsResultsForATime() {
        try (RedisResultCache cache = cache();
                UnifiedJedis redis = RedisConnections.open(settings())) {
            CacheKey other = new CacheKey("cv:acme:result:other");
            assertThat(cache.find(List.of(KEY, other)).results()).containsExactly(null, null);

            cache.put(KEY, RESULTS);

            ResultCache.Lookup found = cache.find(List.of(other, KEY));
            assertThat(found.results()).containsExactly(null, RESULTS);
            assertThat(found.answered()).isTrue();
            assertThat(redis.pttl(KEY.text())).isBetween(1L, Duration.ofMinutes(5).toMillis());
        }
    }

    @Test
    void aDamagedValueCountsAsNone() {
        try (RedisResultCache cache = cache();
                UnifiedJedis redis = RedisConnections.open(settings())) {
            redis.set(KEY.text(), "{\"task\":");

            assertThat(cache.find(List.of(KEY)).results()).containsExactly((List<TaskResult>) null);
            cache.put(KEY, RESULTS);
            assertThat(cache.find(List.of(KEY)).results()).containsExactly(RESULTS);
        }
    }

    @Test
    void anOutageCostsOneCallNowAndThen() throws Exception {
        try (RedisResultCache cache = cache()) {
            cache.put(KEY, RESULTS);
            server.stop();

            assertThat(cache.find(List.of(KEY)).answered()).isFalse();
            startServer();
            assertThat(cache.find(List.of(KEY)).answered())
                    .as("not asked within five seconds, though it is back")
                    .isFalse();
            cache.put(KEY, RESULTS);

            now.addAndGet(Duration.ofSeconds(5).toNanos());
            ResultCache.Lookup after = cache.find(List.of(KEY));
            assertThat(after.answered()).isTrue();
            assertThat(after.results()).as("nothing was written meanwhile").containsNull();
            cache.put(KEY, RESULTS);
            assertThat(cache.find(List.of(KEY)).results()).containsExactly(RESULTS);
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void oldConnectionsDoNotFailOneByOne() throws Exception {
        try (RedisResultCache cache = cache()) {
            cache.put(KEY, RESULTS);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            CyclicBarrier together = new CyclicBarrier(8);
            List<Callable<Boolean>> calls =
                    Collections.nCopies(
                            8,
                            () -> {
                                for (int i = 0; i < 200; i++) {
                                    together.await();
                                    cache.find(List.of(KEY));
                                }
                                return true;
                            });
            threads.invokeAll(calls);
            threads.shutdown();
            server.stop();
            assertThat(cache.find(List.of(KEY)).answered()).isFalse();
            startServer();
            now.addAndGet(Duration.ofSeconds(5).toNanos());

            assertThat(cache.find(List.of(KEY)).answered()).isTrue();
        }
    }

    @Test
    void losingRedisLosesNoResult() throws Exception {
        TaskRequest quality = TaskRequest.of(Tasks.QUALITY);
        try (TestingVision vision = new TestingVision(folder, settings())) {
            String uri = vision.image("a.png", SampleImages.png(40, 30, 1));
            ReferenceOutcome fresh = vision.run(uri, quality);
            ReferenceOutcome cached = vision.run(uri, quality);
            server.stop();
            ReferenceOutcome without = vision.run(uri, quality);

            assertThat(List.of(fresh, cached, without))
                    .extracting(outcome -> outcome.results().get(0).tasks().get(0).cached())
                    .containsExactly(false, true, false);
            assertThat(List.of(cached, without))
                    .extracting(outcome -> outcome.results().get(0).tasks().get(0).quality())
                    .containsOnly(fresh.results().get(0).tasks().get(0).quality());
        }
    }
}
