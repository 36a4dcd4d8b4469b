package ke.co.datacraft.cv.operators.camera.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.operators.fetch.Fetcher;
import ke.co.datacraft.cv.operators.fetch.FileFetcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFrameStoreTest extends FrameStoreTestBase {

    @TempDir private Path folder;

    @Override
    FrameStore store() {
        return new FolderFrameStore(folder);
    }

    @Override
    Fetcher fetcher() {
        return new FileFetcher(List.of(folder.toString()));
    }

    @Test
    void framesOfHoursThatAreOverAreRemoved() throws IOException {
        Duration day = Duration.ofDays(1);
        for (int hour = -30; hour <= 0; hour++) {
            FrameKey key = new FrameKey("acme", "gate", NOON.plusSeconds(3600L * hour + 60));
            store().put(key, new byte[] {1}, day);
        }
        store().put(new FrameKey("acme", "yard", NOON.minus(day)), new byte[] {1}, day);
        assertThat(store().removeBefore("acme", "gate", NOON.minusSeconds(5))).isEqualTo(29);
        assertThat(store().removeBefore("acme", "gate", NOON.minusSeconds(5))).isZero();
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).hasSize(3);
        }
        assertThat(folder.resolve("tenants/acme/frames/gate/2025")).doesNotExist();
        assertThat(store().removeBefore("acme", "nobody", NOON)).isZero();
    }
}
