package ke.co.datacraft.cv.bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderObjectStorageTest extends ObjectStorageTestBase {

    @TempDir private static Path folder;
    private static ObjectStorage storage;

    @BeforeAll
    static void open() {
        storage = new FolderObjectStorage(folder.resolve("stored files"));
    }

    @Override
    ObjectStorage storage() {
        return storage;
    }

    @Override
    Path root() {
        return folder.resolve("stored files");
    }

    @Override
    List<String> leftovers(String prefix) throws IOException {
        Path root = folder.resolve("stored files");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void uriIsTheFile() throws IOException {
        storage.put("uri/object", new ByteArrayInputStream(new byte[] {7}));

        String uri = storage.uriOf("uri/object");

        assertThat(uri).startsWith("file:///").contains("stored%20files");
        assertThat(Files.readAllBytes(Path.of(URI.create(uri)))).containsExactly(7);
    }

    @Test
    void aKeyIsFoundHoweverItsUriIsWritten() {
        String uri = storage.uriOf("tenants/a/object");

        assertThat(storage.keyOf(uri.replace("object", "x/../object")))
                .hasValue("tenants/a/object");
        assertThat(storage.keyOf(uri.replace("object", "%6fbject"))).hasValue("tenants/a/object");
        assertThat(storage.keyOf(uri.replace("file:", "FILE:"))).hasValue("tenants/a/object");
    }

    @Test
    void aLinkIsNoObject() throws IOException {
        storage.put("links/real", new ByteArrayInputStream(new byte[] {7}));
        Path real = folder.resolve("stored files/links/real");
        Files.createSymbolicLink(real.resolveSibling("link"), real);

        assertThat(storage.exists("links/link")).isFalse();
        assertThatThrownBy(() -> storage.get("links/link")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatADeadProcessLeftGoesWithItsKey() throws IOException {
        Path unfinished = folder.resolve("stored files/dead/object~");
        Files.createDirectories(unfinished.getParent());
        Files.write(unfinished, new byte[] {7});

        assertThat(storage.list("dead/", null, 10)).isEmpty();
        storage.delete("dead/object");

        assertThat(unfinished).doesNotExist();
        assertThat(unfinished.getParent()).doesNotExist();
    }
}
