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
    void aFrameIsThereAsAWholeAndNothingElse() throws IOException {
        FrameKey key = new FrameKey("acme", "gate", NOON);
        store().put(key, new byte[] {1}, Duration.ofDays(1));
        store().put(key, new byte[] {2}, Duration.ofDays(1));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .containsExactly(folder.resolve(key.object()));
        }
    }
}
