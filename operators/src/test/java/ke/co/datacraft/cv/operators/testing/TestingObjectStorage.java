package ke.co.datacraft.cv.operators.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A server that speaks like S3, with one bucket, whose objects are files. */
public final class TestingObjectStorage implements AutoCloseable {

    /** The bucket. */
    public static final String BUCKET = "frames";

    private final Path folder;
    private final S3Proxy proxy;

    /** Starts it on a free port. */
    public TestingObjectStorage(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve(BUCKET));
        proxy =
                S3Proxy.builder()
                        .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "cv", "secret")
                        .build();
        proxy.start();
    }

    /** How it is reached. */
    public S3Settings settings() {
        return new S3Settings("http://127.0.0.1:" + proxy.getPort(), null, "cv", "secret");
    }

    /** The file of an object. */
    public Path file(String key) {
        return folder.resolve(BUCKET).resolve(key);
    }

    /** Keys of all objects, in order. */
    public List<String> keys() throws IOException {
        Path root = folder.resolve(BUCKET);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
    }
}
