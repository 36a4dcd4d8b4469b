package ke.co.datacraft.cv.bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.settings.StorageSettings;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStorageITCase extends ObjectStorageTestBase {

    private static final String BUCKET = "uploads";

    @TempDir private static Path folder;
    private static S3Proxy proxy;
    private static ObjectStorage storage;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectory(folder.resolve(BUCKET));
        proxy =
                S3Proxy.builder()
                        .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "cv", "secret")
                        .build();
        proxy.start();
        storage = new S3ObjectStorage(settings("http://127.0.0.1:" + proxy.getPort(), BUCKET));
    }

    private static StorageSettings settings(String endpoint, String bucket) {
        return new StorageSettings(
                StorageSettings.Backend.S3, "unused", bucket, null, endpoint, "cv", "secret", 1);
    }

    @AfterAll
    static void stop() throws Exception {
        storage.close();
        proxy.stop();
    }

    @Override
    ObjectStorage storage() {
        return storage;
    }

    @Override
    Path root() {
        return folder.resolve(BUCKET);
    }

    /** Parts in waiting are files of the bucket too. */
    @Override
    List<String> leftovers(String prefix) throws IOException {
        Path root = folder.resolve(BUCKET);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.contains(prefix))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void uriNamesBucketAndKey() {
        assertThat(storage.uriOf("a/b")).isEqualTo("s3://uploads/a/b");
        assertThat(storage.keyOf("S3://uploads/a%2Fb")).hasValue("a/b");
    }

    /** At most one part is held back: the others are with the server before the stream goes on. */
    @Test
    void aLargeObjectIsSentWhileItComes() throws IOException {
        int size = 23 << 20;
        long[] heldBack = new long[1];
        InputStream body =
                new InputStream() {
                    private int given;

                    @Override
                    public int read() throws IOException {
                        if (given % (1 << 20) == 0) {
                            heldBack[0] = Math.max(heldBack[0], given - stored());
                        }
                        return given++ < size ? 7 : -1;
                    }
                };

        assertThat(storage.put("large/object", body)).isEqualTo(size);

        assertThat(heldBack[0]).isPositive().isLessThanOrEqualTo(5 << 20);
    }

    private long stored() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(BUCKET))) {
            return files.filter(file -> file.toString().contains("large"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void saysWhenTheBucketOrTheServerIsAbsent() {
        try (ObjectStorage absent =
                new S3ObjectStorage(
                        settings("http://127.0.0.1:" + proxy.getPort(), "no-such-bucket"))) {
            assertThatThrownBy(absent::check).isInstanceOf(IOException.class);
        }
        try (ObjectStorage nobody = new S3ObjectStorage(settings("http://127.0.0.1:1", BUCKET))) {
            assertThatThrownBy(() -> nobody.put("a", InputStream.nullInputStream()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("CV_S3_");
        }
    }
}
