package ke.co.datacraft.cv.operators.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.contracts.ReasonCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFetcherTest {

    @TempDir Path folder;
    private Path root;
    private Path outside;
    private FileFetcher fetcher;

    @BeforeEach
    void files() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(root.resolve("a.jpg"), "inside");
        Files.writeString(outside.resolve("secret.jpg"), "outside");
        fetcher = new FileFetcher(List.of(root.toString()));
    }

    private String read(URI uri) throws FetchException, IOException {
        try (FetchStream stream = fetcher.open(uri)) {
            byte[] bytes = stream.body().readAllBytes();
            assertThat(stream.length()).isEqualTo(bytes.length);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private FetchException failure(String uri) {
        FetchException failure =
                catchThrowableOfType(FetchException.class, () -> read(URI.create(uri)));
        assertThat(failure).as(uri).isNotNull();
        assertThat(failure.mayPass()).isFalse();
        return failure;
    }

    @Test
    void readsWithinTheRoot() throws Exception {
        assertThat(read(root.resolve("a.jpg").toUri())).isEqualTo("inside");
        assertThat(read(URI.create("file:" + root + "/./a.jpg"))).isEqualTo("inside");
        assertThat(read(URI.create("file://" + root + "/../root/a.jpg"))).isEqualTo("inside");
    }

    @Test
    void decodesThePath() throws Exception {
        Files.writeString(root.resolve("a b+%23.jpg"), "blank");

        assertThat(read(URI.create("file://" + root + "/a%20b+%2523.jpg"))).isEqualTo("blank");
    }

    @Test
    void followsLinksThatStayInside() throws Exception {
        Files.createSymbolicLink(root.resolve("link.jpg"), root.resolve("a.jpg"));

        assertThat(read(URI.create("file://" + root + "/link.jpg"))).isEqualTo("inside");
    }

    @Test
    void aRootMayItselfBeALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked-root"), root);
        fetcher = new FileFetcher(List.of(link.toString()));

        assertThat(read(URI.create("file://" + link + "/a.jpg"))).isEqualTo("inside");
        assertThat(failure("file://" + link + "/../outside/secret.jpg").reason())
                .isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
    }

    @Test
    void refusesEveryWayOut() throws Exception {
        Files.createSymbolicLink(root.resolve("link.jpg"), outside.resolve("secret.jpg"));
        Files.createSymbolicLink(root.resolve("door"), outside);
        Files.createDirectory(folder.resolve("root-2"));
        Files.writeString(folder.resolve("root-2/a.jpg"), "a root's name is no prefix");

        for (String uri :
                List.of(
                        "file://" + outside + "/secret.jpg",
                        "file://" + root + "/../outside/secret.jpg",
                        "file://" + root + "/%2e%2e/outside/secret.jpg",
                        "file://" + root + "/..%2Foutside%2Fsecret.jpg",
                        "file://" + root + "/link.jpg",
                        "file://" + root + "/door/secret.jpg",
                        "file://" + root + "/door/not-there.jpg",
                        "file://" + root + "/../outside/not-there.jpg",
                        "file://" + folder + "/root-2/a.jpg",
                        "file:///etc/passwd",
                        "file:///not/there.jpg")) {
            FetchException failure = failure(uri);
            assertThat(failure.reason()).as(uri).isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
            assertThat(failure).hasMessageContaining("CV_ALLOWED_FILE_ROOTS");
        }
    }

    @Test
    void withoutRootsNothingIsAllowed() {
        fetcher = new FileFetcher(List.of());

        FetchException failure = failure(root.resolve("a.jpg").toUri().toString());

        assertThat(failure.reason()).isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
        assertThat(failure).hasMessageContaining("CV_ALLOWED_FILE_ROOTS");
    }

    @Test
    void tellsWhatIsMissing() throws Exception {
        Files.createDirectory(root.resolve("sub"));
        Files.createSymbolicLink(root.resolve("circle"), root.resolve("circle"));
        for (String name :
                List.of("none.jpg", "sub", "a.jpg/b.jpg", "no/such/folder.jpg", "circle")) {
            FetchException failure = failure("file://" + root + "/" + name);
            assertThat(failure.reason()).as(name).isEqualTo(ReasonCode.NOT_FOUND);
            assertThat(failure).hasMessageContaining(name);
        }
        assertThat(failure("file://" + root + "/" + "x".repeat(300)).reason())
                .isEqualTo(ReasonCode.NOT_FOUND);
    }

    @Test
    void refusesWhatIsNoPlainPath() {
        for (String uri :
                List.of(
                        "file://server/share/a.jpg",
                        "file://user@/a.jpg",
                        "file:a.jpg",
                        "file:///a.jpg?version=1",
                        "file:///a.jpg#top",
                        "file:///a%00.jpg")) {
            assertThat(failure(uri).reason()).as(uri).isEqualTo(ReasonCode.INVALID_FIELD);
        }
    }
}
