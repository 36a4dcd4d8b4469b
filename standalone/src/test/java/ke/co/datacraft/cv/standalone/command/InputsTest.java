package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.standalone.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    @TempDir Path temporary;
    private Path folder;

    @BeforeEach
    void realPath() throws IOException {
        folder = temporary.toRealPath();
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    @Test
    void foldersGiveTheirImagesAtAnyDepth() throws IOException {
        Path photo = file("b/photo.JPG");
        Path scan = file("a scan.tiff");
        file("b/notes.txt");
        Inputs inputs = Inputs.find(List.of(folder.toString()));
        assertThat(inputs.uris())
                .containsExactly(scan.toUri().toString(), photo.toUri().toString());
        assertThat(inputs.roots()).containsExactly(folder, folder.resolve("b"));
        assertThat(inputs.skipped()).isEqualTo(1);
    }

    @Test
    void aFileCountsWhateverItsNameAndOnce() throws IOException {
        Path odd = file("odd.data");
        Inputs inputs = Inputs.find(List.of(odd.toString(), odd.toString()));
        assertThat(inputs.uris()).containsExactly(odd.toUri().toString());
    }

    @Test
    void linksOfTheUserAreFollowed() throws IOException {
        Path real = file("real/photo.png");
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), real);
        assertThat(Inputs.find(List.of(link.toString())).roots()).containsExactly(real.getParent());
    }

    @Test
    void urisStayAsTheyAre() throws IOException {
        List<String> uris =
                List.of("s3://bucket/a b.png", "https://example.org/x", "file:/x/y.png");
        assertThat(Inputs.find(uris).uris()).isEqualTo(uris);
        assertThat(Inputs.find(uris).roots()).isEmpty();
    }

    @Test
    void nothingFoundIsAnError() throws IOException {
        file("notes.txt");
        assertThatThrownBy(() -> Inputs.find(List.of(folder.toString())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("No image in")
                .hasMessageContaining("jpeg");
    }

    @Test
    void aCommaInAFolderIsRefused() throws IOException {
        Path file = file("a,b/photo.png");
        assertThatThrownBy(() -> Inputs.find(List.of(file.toString())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("comma");
    }
}
