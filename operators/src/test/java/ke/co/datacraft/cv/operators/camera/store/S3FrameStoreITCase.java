package ke.co.datacraft.cv.operators.camera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import ke.co.datacraft.cv.operators.fetch.Fetcher;
import ke.co.datacraft.cv.operators.fetch.S3Fetcher;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import ke.co.datacraft.cv.operators.testing.TestingObjectStorage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3FrameStoreITCase extends FrameStoreTestBase {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir private static Path folder;
    private static TestingObjectStorage server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestingObjectStorage(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static FrameStore store(S3Settings settings, String bucket) {
        return new S3FrameStore(settings, bucket, TIMEOUT);
    }

    @Override
    FrameStore store() {
        return store(server.settings(), TestingObjectStorage.BUCKET);
    }

    @Override
    Fetcher fetcher() {
        return new S3Fetcher(server.settings(), TIMEOUT, TIMEOUT);
    }

    @Test
    void anHourOfFramesGoesToItsFolder() throws IOException {
        try (FrameStore store = store()) {
            for (int second = 0; second < 300; second++) {
                FrameKey key = new FrameKey("big", "gate", NOON.plusSeconds(second * 12L));
                store.put(key, new byte[] {1}, DAY);
                store.put(key, new byte[] {2}, DAY);
            }
        }
        assertThat(server.keys())
                .filteredOn(key -> key.startsWith("tenants/big/"))
                .hasSize(300)
                .allMatch(key -> key.startsWith("tenants/big/frames/gate/2026/01/01/12/"));
    }

    @Test
    void aBucketThatIsAwayOrAbsentSaysSo() {
        FrameKey key = new FrameKey("acme", "gate", NOON);
        try (FrameStore absent = store(server.settings(), "no-such-bucket");
                FrameStore away =
                        store(
                                new S3Settings("http://127.0.0.1:1", null, "cv", "secret"),
                                TestingObjectStorage.BUCKET)) {
            assertThatThrownBy(() -> absent.put(key, new byte[] {1}, DAY))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no-such-bucket does not take a frame");
            assertThatThrownBy(() -> away.put(key, new byte[] {1}, DAY))
                    .isInstanceOf(IOException.class);
        }
    }
}
