package ke.co.datacraft.cv.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import ke.co.datacraft.cv.inference.image.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {

    @TempDir Path folder;

    @Test
    void remembersWhileSizeAndTimeStayTheSame() throws IOException {
        Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
        FileTime time = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, time);
        String digest = FileDigests.sha256(file);
        assertThat(digest).isEqualTo(Sha256.hex(new byte[] {1, 2, 3}));

        Files.write(file, new byte[] {4, 5, 6});
        Files.setLastModifiedTime(file, time);
        assertThat(FileDigests.sha256(file)).as("not read again").isEqualTo(digest);

        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
        assertThat(FileDigests.sha256(file)).isEqualTo(Sha256.hex(new byte[] {4, 5, 6}));
    }

    @Test
    void aFileInTheSamePlaceIsAnother() throws IOException {
        FileTime time = FileTime.fromMillis(1_000_000);
        Path file = Files.write(folder.resolve("a"), new byte[] {1, 2, 3});
        Path other = Files.write(folder.resolve("b"), new byte[] {4, 5, 6});
        Files.setLastModifiedTime(file, time);
        Files.setLastModifiedTime(other, time);
        FileDigests.sha256(file);
        Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(FileDigests.sha256(file)).isEqualTo(Sha256.hex(new byte[] {4, 5, 6}));
    }
}
