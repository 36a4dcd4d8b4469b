package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCacheTest {

    @TempDir Path folder;

    private Path adopted(String name, int size, long usedAt) throws IOException {
        Path file = Files.write(folder.resolve(name), new byte[size]);
        new ModelCache(folder, 1).adopt(file);
        Files.setLastModifiedTime(ModelFiles.marker(file), FileTime.fromMillis(usedAt));
        return file;
    }

    @Test
    void theLeastRecentlyUsedLeaveUntilItFits() throws IOException {
        Path middle = adopted("middle", 10, 2000);
        Path newest = adopted("newest", 10, 3000);
        Path oldest = adopted("oldest", 10, 1000);
        Path foreign = Files.write(folder.resolve("foreign"), new byte[1000]);
        ModelCache cache = new ModelCache(folder, 30);
        assertThat(cache.makeRoom(0)).isEmpty();
        assertThat(cache.makeRoom(11)).containsExactly(oldest, middle);
        assertThat(newest).exists();
        assertThat(foreign).as("was not adopted").exists();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().contains("oldest"));
    }

    @Test
    void aLoadedModelStaysAndCountsAsUsedNow() throws IOException {
        Path file = TestingDetector.write(folder);
        new ModelCache(folder, 1).adopt(file);
        Files.setLastModifiedTime(ModelFiles.marker(file), FileTime.fromMillis(1));
        ModelCache cache = new ModelCache(folder, Files.size(file));
        ModelRepository repository = new ModelRepository(ModelRepositorySettings.of(folder));
        LoadedModel first = repository.load(TestingDetector.NAME);
        LoadedModel second = repository.load(TestingDetector.NAME);
        assertThat(Files.getLastModifiedTime(ModelFiles.marker(file)).toMillis()).isGreaterThan(1);
        first.close();
        first.close();
        assertThatIOException()
                .isThrownBy(() -> cache.makeRoom(1))
                .withMessageContaining("CV_MODEL_CACHE_SIZE is " + cache.maxBytes());
        assertThat(file).exists();
        second.close();
        assertThat(cache.makeRoom(1)).containsExactly(file);
    }

    @Test
    void whatAnotherHolderLockedStays() throws IOException {
        Path file = adopted("held", 10, 1000);
        try (FileChannel channel =
                        FileChannel.open(ModelFiles.marker(file), StandardOpenOption.READ);
                FileLock lock = channel.lock(0, Long.MAX_VALUE, true)) {
            assertThat(lock.isShared()).isTrue();
            assertThatIOException().isThrownBy(() -> new ModelCache(folder, 10).makeRoom(1));
        }
        assertThat(new ModelCache(folder, 10).makeRoom(1)).containsExactly(file);
    }

    @Test
    void whatAnotherProcessUsesStays() throws IOException, InterruptedException {
        Path file = adopted("used", 10, 1000);
        ModelCache cache = new ModelCache(folder, 10);
        Process other =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LeaseHolder.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThatIOException().isThrownBy(() -> cache.makeRoom(1));
            assertThat(file).exists();
            other.outputWriter().close();
            other.waitFor();
        } finally {
            other.destroyForcibly();
        }
        assertThat(cache.makeRoom(1)).containsExactly(file);
    }

    @Test
    void refusesNoRoomAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelCache(folder, 0))
                .withMessageContaining("CV_MODEL_CACHE_SIZE is 0; give a size such as 10gb");
    }
}
