package ke.co.datacraft.cv.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.model.ManifestReader;
import ke.co.datacraft.cv.inference.model.ModelCache;
import ke.co.datacraft.cv.inference.model.ModelFiles;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFetcherTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final int SIZE = 300_000;
    private static final int HALF = SIZE / 2;

    private final byte[] bytes = random(1);
    private final TestingFileServer server = new TestingFileServer(bytes);

    @TempDir Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] random(int seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static ModelManifest manifest(String url, String sha256) {
        return manifest("m.onnx", url, sha256);
    }

    private static ModelManifest manifest(String file, String url, String sha256) {
        return ManifestReader.read(
                """
                name: m
                version: 1.0.0
                task: object_detection
                decoder: yolox
                file: %s
                %s
                %s
                labels: coco
                """
                        .formatted(
                                file,
                                url == null ? "" : "url: " + url,
                                sha256 == null ? "" : "sha256: " + sha256),
                "test");
    }

    private ModelManifest pinned() {
        return manifest(server.url() + "/m.onnx", Sha256.hex(bytes));
    }

    private ModelFetcher fetcher(String from, Duration timeout) {
        return new ModelFetcher(folder, null, new Mirror(from, timeout), Duration.ZERO);
    }

    private FetchedModel fetch(ModelManifest manifest) {
        return fetcher(null, PATIENT).fetch(manifest, (here, total) -> {});
    }

    private FetchException refused(ModelManifest manifest) {
        return catchThrowableOfType(FetchException.class, () -> fetch(manifest));
    }

    private List<String> visibleFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void bringsAFileAndChecksIt() throws IOException {
        List<Long> progress = new ArrayList<>();
        FetchedModel fetched =
                fetcher(null, PATIENT)
                        .fetch(
                                pinned(),
                                (here, total) -> {
                                    assertThat(total).isEqualTo(SIZE);
                                    progress.add(here);
                                });
        assertThat(fetched.pinned()).isTrue();
        assertThat(fetched.sha256()).isEqualTo(Sha256.hex(bytes));
        assertThat(fetched.origin()).isEqualTo(server.url() + "/m.onnx");
        assertThat(fetched.file()).hasBinaryContent(bytes);
        assertThat(progress).isSorted().startsWith(0L).endsWith((long) SIZE);
        assertThat(visibleFiles()).containsExactly("m.onnx", "m.onnx.sha256");
        assertThat(fetch(pinned()).origin()).isNull();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void goesOnWhereTheConnectionWasCut() {
        server.cutNextAfter(HALF);
        assertThat(fetch(pinned()).file()).hasBinaryContent(bytes);
        assertThat(server.requests()).containsExactly("/m.onnx", "/m.onnx bytes=" + HALF + "-");
    }

    @Test
    void aLaterFetchGoesOnToo() throws IOException {
        server.cutNextAfter(HALF);
        IntStream.range(0, 3).forEach(i -> server.answerNextWith(503));
        FetchException broken = refused(pinned());
        assertThat(broken).hasMessageContainingAll("HTTP status 503", "run it again", "--from");
        assertThat(broken.unreachable()).isTrue();
        assertThat(visibleFiles()).containsExactly("m.onnx.part", "m.onnx.part.from");
        assertThat(folder.resolve("m.onnx.part")).hasSize(HALF);

        assertThat(fetch(pinned()).file()).hasBinaryContent(bytes);
        assertThat(server.requests()).last().isEqualTo("/m.onnx bytes=" + HALF + "-");
    }

    @Test
    void beginsAnewWhereTheServerKnowsNoRanges() {
        server.ignoreRanges();
        server.cutNextAfter(HALF);
        assertThat(fetch(pinned()).file()).hasBinaryContent(bytes);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void beginsAnewWhenTheFileChangedMeanwhile() {
        byte[] other = random(2);
        server.cutNextAfter(HALF);
        IntStream.range(0, 3).forEach(i -> server.answerNextWith(503));
        ModelManifest open = manifest(server.url() + "/m.onnx", null);
        refused(open);
        server.replace(other, "\"2\"");
        FetchedModel fetched = fetch(open);
        assertThat(fetched.file()).hasBinaryContent(other);
        assertThat(fetched.pinned()).isFalse();
        assertThat(ModelFiles.recordedDigest(fetched.file())).contains(Sha256.hex(other));
    }

    @Test
    void beginsAnewWhenThePartIsLongerThanTheFile() throws IOException {
        Files.write(folder.resolve("m.onnx.part"), new byte[SIZE + 1]);
        Files.write(folder.resolve("m.onnx.part.from"), List.of(server.url() + "/m.onnx", "\"1\""));
        server.answerNextWith(416);
        assertThat(fetch(pinned()).file()).hasBinaryContent(bytes);
    }

    @Test
    void followsRedirectsAndEndsLoops() {
        try (TestingFileServer first = new TestingFileServer(new byte[0])) {
            first.redirectTo(server.url() + "/elsewhere");
            ModelManifest manifest = manifest(first.url() + "/m.onnx", Sha256.hex(bytes));
            assertThat(fetch(manifest).file()).hasBinaryContent(bytes);
            assertThat(server.requests()).containsExactly("/elsewhere");
        }
        server.redirectTo(server.url() + "/again");
        assertThat(refused(manifest("n.onnx", server.url() + "/n", null)))
                .hasMessageContaining("more than 10 redirects");
        server.redirectTo("file:///etc/hostname");
        assertThat(refused(manifest("n.onnx", server.url() + "/n", null)))
                .hasMessageContaining("redirect to 'file:///etc/hostname'");
    }

    @Test
    void namesStatusUrlAndCure() throws IOException {
        server.answerNextWith(404);
        FetchException gone = refused(pinned());
        assertThat(gone)
                .hasMessageContainingAll(
                        "'m@1.0.0'", server.url() + "/m.onnx: HTTP status 404", "m.onnx", "--from");
        assertThat(gone.unreachable()).isFalse();
        assertThat(server.requests()).as("no second try").hasSize(1);
        assertThat(visibleFiles()).isEmpty();
    }

    @Test
    void keepsNothingOfAWrongFile() throws IOException {
        String other = Sha256.hex(random(2));
        assertThat(refused(manifest(server.url() + "/m.onnx", other)))
                .hasMessageContainingAll(Sha256.hex(bytes), other, "it was not kept");
        assertThat(visibleFiles()).isEmpty();
    }

    @Test
    void triesTheNextUrl() {
        server.answerNextWith(404);
        ModelManifest two =
                manifest("[" + server.url() + "/a, " + server.url() + "/b]", Sha256.hex(bytes));
        assertThat(fetch(two).origin()).isEqualTo(server.url() + "/b");
    }

    @Test
    void givesUpOnAServerThatSaysNothing() {
        IntStream.range(0, 3).forEach(i -> server.keepSilent());
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(
                        () ->
                                fetcher(null, Duration.ofMillis(50))
                                        .fetch(pinned(), (here, total) -> {}))
                .withMessageContaining("no answer in time")
                .matches(FetchException::unreachable);
    }

    @Test
    void tellsTheCureWithoutANetwork() {
        String url = server.url();
        server.close();
        FetchException unreachable = refused(manifest(url + "/m.onnx", null));
        assertThat(unreachable).hasMessageContainingAll(url, "Connection refused", "--from");
        assertThat(unreachable.unreachable()).isTrue();
        assertThat(refused(manifest("m.onnx", null, null)))
                .hasMessageContainingAll("names no url", "--from");
    }

    @Test
    void copiesFromAMirror(@TempDir Path mirror) throws IOException {
        Files.write(mirror.resolve("m.onnx"), bytes);
        ModelManifest nested = manifest("sub/m.onnx", null, Sha256.hex(bytes));
        assertThat(fetcher(mirror.toString(), PATIENT).fetch(nested, (h, t) -> {}).file())
                .isEqualTo(folder.resolve("sub/m.onnx"))
                .hasBinaryContent(bytes);
        assertThat(fetcher(server.url() + "/x/", PATIENT).fetch(pinned(), (h, t) -> {}).origin())
                .isEqualTo(server.url() + "/x/m.onnx");
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(
                        () ->
                                fetcher(mirror.toString(), PATIENT)
                                        .fetch(manifest("n.onnx", null, null), (h, t) -> {}))
                .withMessageContaining(mirror.resolve("n.onnx") + ": there is no such file");
    }

    @Test
    void manyAtOnceFetchOnce() {
        int callers = 8;
        CountDownLatch ready = new CountDownLatch(callers);
        List<CompletableFuture<FetchedModel>> all =
                IntStream.range(0, callers)
                        .mapToObj(
                                i ->
                                        CompletableFuture.supplyAsync(
                                                () -> fetchTogether(ready),
                                                task -> new Thread(task).start()))
                        .toList();
        assertThat(all)
                .allSatisfy(future -> assertThat(future.join().file()).hasBinaryContent(bytes));
        assertThat(server.requests()).hasSize(1);
    }

    private FetchedModel fetchTogether(CountDownLatch ready) {
        ready.countDown();
        try {
            ready.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return fetch(pinned());
    }

    @Test
    void repairsWhatItFetchedAndLeavesWhatItDidNot() throws IOException {
        Path file = fetch(pinned()).file();
        Files.write(file, random(3));
        assertThat(fetch(pinned()).file()).hasBinaryContent(bytes);

        Files.delete(folder.resolve("m.onnx.sha256"));
        byte[] own = random(4);
        Files.write(file, own);
        assertThat(refused(pinned())).hasMessageContainingAll(Sha256.hex(own), "--into");
        assertThat(file).hasBinaryContent(own);
    }

    @Test
    void leastRecentlyUsedFilesLeaveAFullCache() {
        ModelCache cache = new ModelCache(folder, 2 * SIZE);
        ModelFetcher fetcher =
                new ModelFetcher(folder, cache, new Mirror(null, PATIENT), Duration.ZERO);
        String url = server.url() + "/m.onnx";
        for (String name : List.of("a.onnx", "b.onnx")) {
            fetcher.fetch(manifest(name, url, null), (here, total) -> {});
        }
        assertThat(fetcher.fetch(manifest("c.onnx", url, null), (here, total) -> {}).evicted())
                .hasSize(1);
        assertThat(folder.resolve("c.onnx")).exists();
        assertThatExceptionOfType(FetchException.class)
                .isThrownBy(
                        () ->
                                new ModelFetcher(
                                                folder,
                                                new ModelCache(folder, SIZE - 1),
                                                new Mirror(null, PATIENT),
                                                Duration.ZERO)
                                        .fetch(manifest("d.onnx", url, null), (h, t) -> {}))
                .withMessageContaining("CV_MODEL_CACHE_SIZE is " + (SIZE - 1));
    }

    @Test
    void writesNothingOutsideOfItsFolder() {
        for (String file : List.of("../m.onnx", "/tmp/m.onnx", "classpath:m.onnx")) {
            assertThat(refused(manifest(file, server.url(), null)))
                    .hasMessageContaining("no file of a folder of models");
        }
        assertThat(refused(manifest("ftp://example.org/m.onnx", null)))
                .hasMessageContaining("'ftp://example.org/m.onnx' is no URL");
    }
}
